"""`make bench-answers`: the question engine beside what else one could use, on CLINC150 and on our own questions.

CLINC150 (Larson et al. 2019, CC BY 3.0) is read from `../shared/bench`; scikit-learn and rapidfuzz are used when
installed. What is missing is said and left out.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

from bench.clinc import all_questions, few_questions, is_there
from bench.cost import costs, throughput
from bench.pack import our_questions


def main() -> None:
    our_questions()
    costs()
    if not is_there():
        print("CLINC150 is not in ../shared/bench: the comparison with other engines is left out.")
        return
    few_questions()
    throughput()
    all_questions()


if __name__ == "__main__":
    main()
