"""覆盖地图: levels, time, the chosen place and its words."""
