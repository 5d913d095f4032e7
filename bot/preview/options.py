"""The options of `hillcoach plan preview`; `reading` gives them a meaning."""

import argparse


def add_options(preview: argparse.ArgumentParser) -> None:
    """Everything a plan depends on, taken as text so that what is wrong can be said in words."""
    add = preview.add_argument
    add("--race-date", metavar="2027-06-14", help="without it: what holds strength between races")
    add("--type", metavar="TYPE", help="5-10k, xc, half, marathon, ultra or triathlon")
    add("--distance-km", metavar="KM", help="the race's distance")
    add("--ascent-m", metavar="M", help="metres up in all")
    add("--descent-m", metavar="M", help="metres down in all")
    add("--steep-descents", action="store_true", help="the course has long steep descents")
    add("--level", metavar="LEVEL", help="beginner, intermediate or advanced")
    add("--kit", metavar="KIT", help="none, dumbbells or gym")
    add("--days", metavar="mon,thu", help="the days there is time to lift")
    add("--hard", metavar="tue,thu", help="the days of hard runs")
    add("--long", metavar="sun", help="the day of the long run")
    add("--age", metavar="YEARS", help="in years")
    add("--avoid", metavar="knee,calf", help="body areas that hurt")
    add("--swap", metavar="G2=Q3", action="append", help="an exercise and the one wanted instead")
    add("--new-to-running", action="store_true", help="under 6 months of running")
    add("--no-jumps", action="store_true", help="leave jumps out")
    add("--start", metavar="2027-01-04", help="the first day of the plan; today if left out")
    add("--json", action="store_true", help="print JSON")
    add("--explain", action="store_true", help="name the rule and the fact behind every number")
