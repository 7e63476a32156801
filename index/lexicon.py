"""The words of socio-economic reports, as tables. Every pattern of the grammar is derived from them.

All words stand in the spelling of `folding.plain`. The tables hold the language of such reports, not of one report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

SCALES: Mapping[str, Decimal] = {
    "nghìn tỷ": Decimal(10) ** 12,
    "ngàn tỷ": Decimal(10) ** 12,
    "triệu tỷ": Decimal(10) ** 15,
    "nghìn": Decimal(10) ** 3,
    "ngàn": Decimal(10) ** 3,
    "vạn": Decimal(10) ** 4,
    "triệu": Decimal(10) ** 6,
    "tr": Decimal(10) ** 6,
    "tỷ": Decimal(10) ** 9,
}

PERCENT_UNITS = ("%", "phần trăm")
POINT_UNITS = ("điểm phần trăm", "điểm %", "đpt")
TIMES_UNITS = ("lần",)
PLACE_UNITS = ("bậc", "hạng")
MONEY_UNITS = (
    "đồng việt nam",
    "đồng",
    "vnd",
    "đ",
    "đô la mỹ",
    "đô la",
    "usd",
    "eur",
    "euro",
    "nhân dân tệ",
    "cny",
    "jpy",
    "kip",
)
MEASURE_UNITS = (
    "héc ta", "hecta", "ha", "m2 sàn", "m2", "m²", "m3", "m³", "km2", "km²", "km", "mét vuông", "mét khối", "mét",
    "m", "cm", "mm",
    "tấn.km", "tấn/km", "tấn-km", "t.km", "tkm", "tấn", "tạ", "yến", "kg", "gam", "gram", "gr", "lít", "ml",
    "hk.km", "hkkm", "hk-km", "hành khách.km", "lượt khách.km", "lượt hk.km", "khách.km", "người.km", "hành khách/km",
    "hk/km",
    "mwp", "mw", "kwh", "kw", "gwh", "gw", "kva", "mva", "ste", "stere", "‰", "‰o", "°c", "độ c", "mm/năm", "dwt",
    "teu", "megabyte", "mb",
    "gb", "tuổi", "năm tuổi",
)  # fmt: skip

# Things that reports count. Longest first is left to the compiler of the pattern.
COUNT_NOUNS = (
    "lượt khách", "lượt người", "lượt hành khách", "lượt hộ", "lượt xe", "lượt", "hành khách", "khách", "du khách",
    "người", "lao động", "nhân khẩu", "khẩu", "nam", "nữ", "trẻ em", "trẻ", "cháu", "hộ", "gia đình", "công dân",
    "cử tri", "đại biểu",
    "học sinh", "học viên", "sinh viên", "giáo viên", "thí sinh", "vận động viên", "huấn luyện viên", "diễn viên",
    "bệnh nhân", "bác sĩ", "bác sỹ", "dược sĩ", "y sĩ", "điều dưỡng", "ca mắc", "ca bệnh", "ca", "trường hợp",
    "đối tượng",
    "cán bộ", "công chức", "viên chức", "biên chế", "đảng viên", "đoàn viên", "hội viên", "chiến sĩ", "thanh niên",
    "phụ nữ", "chủ hộ",
    "cá nhân", "tập thể", "tổ chức", "nhóm hộ", "chủ rừng", "chủ đầu tư", "nhà đầu tư", "nhà thầu", "nghệ nhân", "vị",
    "bị can", "bị cáo",
    "doanh nghiệp", "dn", "hợp tác xã", "htx", "liên hiệp hợp tác xã", "tổ hợp tác", "trang trại", "gia trại",
    "hộ kinh doanh", "chi nhánh", "văn phòng đại diện",
    "dự án", "công trình", "hạng mục", "gói thầu", "tiểu dự án", "đề án", "chương trình", "kế hoạch", "mô hình",
    "hợp đồng", "văn bản",
    "nghị quyết", "quyết định", "chỉ thị", "thông báo", "báo cáo", "giấy phép", "giấy chứng nhận", "gcn",
    "chứng nhận", "hồ sơ", "thủ tục hành chính", "thủ tục", "tthc",
    "dịch vụ công", "dịch vụ", "kiến nghị", "đơn thư", "đơn", "ý kiến", "cuộc", "hội nghị", "hội thảo",
    "lớp tập huấn", "lớp", "khóa", "buổi", "phiên", "kỳ",
    "vụ tai nạn", "vụ cháy", "vụ việc", "vụ án", "vụ", "điểm", "điểm cầu", "sự cố", "đợt", "trận", "cơn bão",
    "ổ dịch", "ổ", "mẫu", "liều", "mũi tiêm",
    "tỉnh, thành phố", "tỉnh, thành", "tỉnh", "thành phố", "huyện, thị xã, thành phố", "huyện", "thị xã", "quận",
    "xã, phường, thị trấn", "xã, phường", "xã, thị trấn", "xã",
    "phường", "thị trấn", "thôn, bản", "thôn", "bản", "buôn", "làng", "ấp", "tổ dân phố", "khu dân cư",
    "đơn vị cấp huyện", "đơn vị cấp xã", "đơn vị", "cơ quan",
    "cơ sở", "trường", "phòng học", "phòng", "trung tâm", "bệnh viện", "trạm y tế", "trạm", "phòng khám",
    "giường bệnh", "giường", "thư viện",
    "nhà máy", "tổ máy", "nhà văn hóa", "nhà tạm", "nhà ở", "nhà", "căn nhà", "căn hộ", "căn", "ngôi nhà", "chợ",
    "siêu thị", "cửa hàng", "khách sạn", "nhà hàng", "phòng nghỉ",
    "khu công nghiệp", "cụm công nghiệp", "khu đô thị", "làng nghề", "di tích", "bảo tàng", "lễ hội", "tour",
    "sản phẩm ocop", "sản phẩm", "mặt hàng", "thương hiệu", "nhãn hiệu",
    "chỉ tiêu", "tiêu chí", "nhiệm vụ", "mục tiêu", "giải pháp", "huy chương", "hcv", "hcb", "hcđ", "giải thưởng",
    "giải", "cúp", "bằng khen", "danh hiệu",
    "con", "đàn", "cây", "gốc", "quả", "bông", "lồng cá", "lồng", "bè", "ao", "chiếc", "cái", "bộ", "đôi", "tờ",
    "cuốn", "quyển", "bản sách", "viên", "bao", "chai", "lon", "hộp",
    "xe", "xe máy", "ô tô", "phương tiện", "tàu cá", "tàu", "thuyền", "chuyến", "chuyến bay", "thuê bao", "tài khoản",
    "giao dịch", "thẻ", "máy", "thiết bị", "trạm bts", "tuyến",
    "suất quà", "phần quà", "suất", "món", "túi", "đoàn", "đội", "tổ", "nhóm", "câu lạc bộ", "clb", "chi bộ",
    "chi hội", "phong trào", "tin bài", "tin", "bài", "chương trình truyền hình",
    "thửa", "lô", "mỏ", "hồ", "đập", "cống", "trạm bơm", "cầu", "đường dây", "ngày công", "công", "ngày", "giờ",
    "tháng tuổi", "số", "sao", "công ty", "quỹ", "ngân hàng", "tổ chức tín dụng",
    "trang", "website", "phạm nhân", "sổ", "lệnh", "cặp", "nhân viên", "hội", "hợp phần", "chốt", "trụ sở", "camera",
    "gương", "mô hình điểm", "hạng", "container", "bến",
    "cặp vợ chồng", "nạn nhân", "hài cốt", "liệt sĩ", "mẹ", "ca dương tính", "điểm trường", "nhóm trẻ", "xuất ăn",
    "suất ăn", "bữa", "người chết", "người bị thương",
)  # fmt: skip

# Where a counted noun only announces a list or a comparison set, the count is no figure.
ANNOUNCING_NOUNS = (
    "lĩnh vực", "nội dung", "nhóm hàng", "nhóm ngành", "nhóm giải pháp", "nhóm", "ngành cấp", "ngành", "giải pháp",
    "khu vực", "yếu tố", "nguyên nhân", "vấn đề",
    "điểm cầu", "khâu", "trụ cột", "đột phá", "chương trình mục tiêu quốc gia", "chương trình mtqg", "ctmtqg",
    "phương diện", "khía cạnh", "thành phố", "khu công nghiệp",
)  # fmt: skip

PER = (
    "người/năm", "người/tháng", "người", "năm", "tháng", "ngày", "giờ", "ha", "xã", "hộ", "nhà", "căn", "con", "kg",
    "tấn", "tạ", "lít", "m2", "m3", "km2", "km", "lượng", "chỉ", "phụ nữ", "vạn dân", "lao động", "sản phẩm", "cây",
    "suất", "lượt", "bao", "lớp", "giường", "usd", "trường", "đơn vị", "dự án", "tiêu chí", "doanh nghiệp",
    "hợp tác xã", "chiếc", "gb", "thùng", "ounce", "bản", "thôn", "m", "héc ta", "đồng", "vụ", "phòng", "khách",
)  # fmt: skip

APPROXIMATIONS = (
    "hơn",
    "khoảng",
    "gần",
    "trên",
    "dưới",
    "xấp xỉ",
    "không dưới",
    "ít nhất",
    "tối thiểu",
    "tối đa",
    "không quá",
    "ước khoảng",
    "vào khoảng",
    "chừng",
)
QUALIFIERS = ("hơn", "khoảng", "gần", "trên", "dưới")

UP_SIGNS, DOWN_SIGNS = "↑▲", "↓▼"
UP_WORDS = (
    "tăng trưởng",
    "tăng thêm",
    "tăng",
    "cao hơn",
    "nhiều hơn",
    "lớn hơn",
    "vượt",
    "thêm",
    "nhanh hơn",
    "hơn mức",
    "cải thiện",
    "bật tăng",
    "kéo",
    "đóng góp",
    "đẩy",
    "nâng",
)
DOWN_WORDS = (
    "giảm",
    "thấp hơn",
    "ít hơn",
    "nhỏ hơn",
    "bớt",
    "hụt",
    "sụt giảm",
    "sụt",
    "kéo lùi",
    "kéo giảm",
    "tụt",
    "chậm hơn",
    "hạ",
    "kém",
)

MEASURES = (
    "tổng sản phẩm", "grdp", "gdp", "tổng giá trị sản xuất", "giá trị sản xuất", "giá trị tăng thêm",
    "giá trị gia tăng", "tổng giá trị", "giá trị", "gtsx", "tổng mức", "tổng số tiền", "tổng số vốn", "tổng số",
    "tổng diện tích", "diện tích", "dt", "tổng sản lượng", "sản lượng", "sl", "năng suất", "tổng đàn", "đàn",
    "quy mô", "cơ cấu", "tỷ trọng", "tỷ lệ", "tl", "tỷ suất", "hệ số", "tốc độ", "mức", "chỉ số", "iip", "cpi",
    "lạm phát",
    "doanh thu", "tổng doanh thu", "tổng thu", "thu ngân sách", "thu nội địa", "thu", "tổng chi", "chi ngân sách",
    "chi", "tổng kim ngạch", "kim ngạch", "tổng nguồn vốn", "nguồn vốn", "tổng vốn", "vốn", "tổng dư nợ", "dư nợ",
    "nợ xấu",
    "nợ thuế", "nợ", "huy động", "tiền", "giá", "số lượng", "số lượt", "số người", "số hộ", "số vụ", "số", "lượng",
    "khối lượng", "trữ lượng", "công suất", "tổng công suất", "dân số", "lực lượng lao động", "thu nhập", "lương",
    "tuổi thọ",
    "độ che phủ", "mật độ", "điểm", "chỉ tiêu", "xuất khẩu", "nhập khẩu", "xuất siêu", "nhập siêu", "thất nghiệp",
    "khách", "lượt khách", "du khách", "luân chuyển", "vận chuyển", "giải ngân", "thanh toán", "tổng trọng lượng",
    "trọng lượng",
    "tổng kế hoạch", "kế hoạch vốn", "chiều dài", "tổng chiều dài", "thời gian", "điện", "tai nạn giao thông",
    "giải quyết việc làm", "bán lẻ", "tổng thu du lịch", "cán cân", "tổng tỷ suất", "mức sinh", "phát hiện", "tổng",
)  # fmt: skip

# Words that may stand around an indicator without being part of it.
SUBJECT_EDGE = (
    "ước tính", "ước thực hiện", "ước đạt", "ước", "dự ước", "dự kiến", "đã đạt", "đã", "đạt", "được", "có", "là",
    "còn", "lên", "mới", "đang", "với", "và", "hiện có", "hiện", "thực hiện", "thì", "cũng", "vẫn", "lại", "song",
    "nhưng", "tuy nhiên", "ước khoảng", "khoảng", "hơn", "gần", "trên", "dưới", "xấp xỉ", "chiếm", "bằng",
    "tương đương", "tức", "ở mức", "đến nay", "tính đến nay", "tính đến", "lần lượt", "tương ứng", "tính theo",
    "tính", "tính chung", "tính riêng", "trong đó", "cụ thể", "gồm",
    "bao gồm", "cụ thể như sau", "như sau", "riêng", "còn lại", "trong số đó", "lũy kế", "cộng dồn", "cộng", "gộp cả",
    "gộp", "bình quân", "ngoài ra", "bên cạnh đó", "đồng thời", "theo đó", "kết quả", "trong", "tại", "từ", "đến",
    "hết", "so", "cho",
    "của", "xuống", "xuống còn", "lên tới", "lên đến", "tới", "nâng", "giảm còn", "đạt mức", "mức", "đạt tỷ lệ",
    "kể từ", "sang", "gấp", "thêm", "bớt", "vào", "đạt được", "thu được", "làm", "khiến", "trong khi", "trong khi đó",
    "đạt trên", "tăng", "giảm",
    "vượt", "cao hơn", "thấp hơn", "nhiều hơn", "đạt khoảng", "đóng góp", "kéo lùi", "kéo", "mới đạt", "rồi", "ra",
    "hoàn thành", "xảy ra", "ghi nhận", "chủ yếu", "nhất là", "đặc biệt", "đứng đầu", "xếp", "đứng", "thứ", "toàn",
    "phải", "đều", "nay",
    "tổng cộng", "do đó", "nhờ", "theo", "về", "ngày", "năm", "tháng", "quý", "trong kỳ", "đầu năm", "cuối năm",
    "trong năm", "trong tháng", "trong quý", "trong kỳ", "cả năm", "từ đầu năm", "bù lại", "không", "qua", "cả nước",
    "toàn quốc", "toàn tỉnh", "toàn huyện", "toàn xã", "toàn thành phố", "toàn ngành", "trên địa bàn tỉnh",
    "trên địa bàn huyện", "trên địa bàn", "phấn đấu", "tỉnh đã", "đã tổ chức", "kể cả", "bật lên", "bật", "nhanh hơn",
    "chậm hơn", "nhịp", "đà", "xã có", "huyện có", "địa phương có", "tỉnh có", "đơn vị có", "nơi có", "ngành có",
    "thấp hơn nhiều", "cao hơn nhiều", "nhanh hơn nhiều", "chậm hơn nhiều", "nhiều mức",
    "nhóm có", "này", "nữa", "đó", "các", "những", "mức tăng", "nhịp tăng",
    "khá hơn", "hơn mức", "kế đến là", "tiếp đến là", "dẫn đầu", "đông nhất là", "thứ hai là", "thứ ba là",
    "cao nhất là", "thấp nhất là", "nhiều nhất", "nhận", "lớn nhất là", "lớn nhất", "thuộc", "ước cả", "cả",
    "được giao", "nghĩa", "cùng thời điểm", "cùng thời gian", "hiện nay",
    "trở lên", "trở xuống", "xếp hạng",
)  # fmt: skip


def longest_first(words: Iterable[str]) -> list[str]:
    """The words without duplicates, longest first: the order in which alternatives must be tried."""
    return sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))


# A word after a bare number that is not the thing counted.
UNIT_STOPS = frozenset(
    "và so với trong của là đạt tăng giảm tại ở từ đến do nên thì còn cho để như bằng chiếm gấp có được đã ước "
    "khoảng hơn gần trên dưới về theo vào ra lên xuống cùng hay hoặc này đó khi mà các những một nhằm tổng thuộc "
    "vì qua bởi cả nếu tuy song nhưng riêng gồm bao không chưa đang sẽ mới tỷ tỉ mức kế dự trừ sau trước giữa kể "
    "nâng đưa vượt thấp cao trở xếp đứng đối giao tính nhờ cũng vẫn chỉ bình tức lại".split()
)

PLAN_WORDS = (
    "kế hoạch", "kh", "dự toán", "chỉ tiêu", "nghị quyết", "nq", "mục tiêu", "kịch bản", "vốn kế hoạch", "kế hoạch vốn",
    "số vốn thủ tướng chính phủ giao", "tổng kế hoạch", "tổng dự toán", "tổng vốn giao", "vốn giao", "số vốn giao",
    "kế hoạch giao", "dt năm", "dt giao", "dt hđnd", "dt tỉnh", "dt tw", "dt trung ương",
)  # fmt: skip
PLAN_TAIL = (
    "năm", "cả năm", "vốn", "giao", "hđnd", "ubnd", "tỉnh", "huyện", "xã", "thành phố", "thị xã", "trung ương", "tw",
    "thủ tướng", "chính phủ", "thủ tướng chính phủ", "ttg", "ttcp", "đề ra", "được", "pháp lệnh", "phấn đấu",
    "quốc hội", "bộ",
    "cấp trên", "cấp", "nghị quyết", "nq", "của", "đầu năm", "trên", "thu", "chi", "tháng", "quý", "bộ tài chính",
    "trung ương giao", "hội đồng nhân dân", "ủy ban nhân dân", "đại hội", "đảng bộ", "chỉ tiêu", "kế hoạch", "đã",
    "đặt ra", "chi tiết", "tăng trưởng", "được giao", "nhà nước", "đề án",
)  # fmt: skip

# Words after which a number is part of a proper name.
NAME_WORDS = (
    "đề án", "dự án", "chương trình", "covid", "sars-cov", "quốc lộ", "ql", "tỉnh lộ", "tl", "đường tỉnh", "đt",
    "vành đai", "đường", "cao tốc", "giai đoạn", "ron", "e5", "seagame", "sea games", "seagames", "sea game", "asiad",
    "nhóm máy", "tổ máy số", "tổ máy",
    "thủy điện", "thủy điện nậm", "bão số", "bão", "cơn bão số", "áp thấp", "lô", "gói", "gói thầu", "khu", "cụm",
    "tổ", "tiểu khu", "km", "cột", "mốc", "mốc giới", "lữ đoàn", "trung đoàn", "sư đoàn", "quân khu", "binh đoàn",
    "tiểu đoàn", "đồn", "lớp", "tầng", "kênh", "cầu",
    "gdpt", "ctgdpt", "chương trình giáo dục phổ thông", "phổ thông", "iso", "tcvn", "qcvn", "ocop", "vietgap",
    "tuyến", "trường thpt số", "bệnh viện đa khoa", "cảng", "bến", "vắc xin", "methadone", "mức độ", "cấp độ",
    "phiên bản", "wb", "jica", "adb", "kfw", "vùng", "zone", "đợt", "khóa", "mô đun", "hạng mục", "tiêu chí số",
    "tiêu chí", "mục tiêu số", "nhiệm kỳ", "mẫu số", "mẫu", "phân khu",
)  # fmt: skip

# Of the words above, those that end an indicator's own words and so stay at its right edge ("trồng mới", "công nhận").
RIGHT_KEEPS = frozenset(
    {
        "mức",
        "hiện",
        "toàn tỉnh",
        "toàn huyện",
        "toàn xã",
        "toàn thành phố",
        "trên địa bàn tỉnh",
        "trên địa bàn huyện",
        "trên địa bàn",
        "mới",
        "nhận",
        "hoàn thành",
        "xảy ra",
        "ghi nhận",
        "về",
        "ra",
        "làm",
        "cả",
        "thực hiện",
        "kéo",
        "năm",
        "ngày",
        "nâng",
        "đóng góp",
    }
)

# Measures that say nothing without what they measure ("diện tích"); the others ("CPI", "dân số") stand alone.
DEPENDENT_MEASURES = frozenset(
    "tổng giá trị|giá trị|tổng số tiền|tổng số vốn|tổng số|tổng diện tích|diện tích|dt|tổng sản lượng|sản lượng|sl|"
    "năng suất|tổng đàn|đàn|quy mô|cơ cấu|tỷ trọng|tỷ lệ|tl|tỷ suất|hệ số|tốc độ|mức|chỉ số|doanh thu|tổng doanh thu|"
    "thu|chi|tổng kim ngạch|kim ngạch|tổng nguồn vốn|nguồn vốn|"
    "tổng vốn|vốn|nợ|huy động|tiền|giá|số lượng|số lượt|số người|số hộ|số vụ|số|lượng|khối lượng|trữ lượng|công suất|"
    "tổng công suất|mật độ|điểm|luân chuyển|vận chuyển|tổng trọng lượng|trọng lượng|chiều dài|tổng chiều dài|"
    "thời gian|tổng|phát hiện|bán lẻ|thanh toán|giải ngân".split("|")
)
