"""What surveys hear, as data: sentences by the problem that they point at."""

#: The four ways of asking, in the order in which the plan was prepared.
METHODS = ("听意见", "解麻雀", "查问题", "谋发展")

#: Problem → what was heard of it, without naming anybody.
HEARD = {
    "重视不够": "党政联席会上很少专题研究群团工作",
    "队伍弱": "干部身兼数职，能用在群团工作上的时间少",
    "基层弱": "组织挂了牌，经常开展活动的不多",
    "缺人": "活动现场缺社工和志愿者",
    "缺钱": "活动经费靠临时筹措，项目难以持续",
    "缺场所": "没有固定场地，活动要借用会议室",
    "机关化": "活动多安排在工作日白天，群众来不了",
    "行政化": "办事环节多，材料要跑几个地方盖章",
    "贵族化": "受邀参加的总是那几个先进单位",
    "娱乐化": "文体活动多，解决实际困难的少",
}

#: What was said and fits no line's plan yet.
UNHEARD = (
    "{place}群众希望晚间和周末也能办事",
    "{place}老人多，建议把服务送到屋场",
    "{place}返乡人员多，建议春节期间集中服务",
    "{place}反映几条条线重复报表，建议合并填报",
    "{place}希望把闲置校舍改作活动场所",
    "{place}建议给村级群团小组长发放误工补助",
    "{place}反映到县城参加培训路远，建议送课下乡",
    "{place}建议商户、企业与村结对",
)
