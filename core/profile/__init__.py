"""Setting up: race, days, kit, hour and zone, asked step by step; and changing them later."""
