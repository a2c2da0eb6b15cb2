"""平台与品牌: stations, brands, activities and outputs as pictures and words."""
