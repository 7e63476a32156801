"""How officials ask: synonyms, turns of phrase, polite words.

Tables only, accented, in `folding.plain` spelling.
"""

from __future__ import annotations

from collections.abc import Mapping

# Groups of phrases that officials use for one thing. One of a group in the question is met by any in the report.
SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("lợn", "heo"), ("gia cầm", "gà vịt"), ("ngô", "bắp"), ("sắn", "khoai mì", "mì"), ("lạc", "đậu phộng"),
    ("chè", "trà"), ("thủy sản", "cá tôm", "thủy hải sản"), ("thóc", "lúa"),
    ("du khách", "du lịch"),
    ("khách du lịch", "lượt khách du lịch", "du khách", "khách tham quan", "lượt khách", "khách đến", "khách"),
    ("quốc tế", "nước ngoài", "ngoại quốc"), ("nội địa", "trong nước"),
    ("doanh thu", "tổng thu", "thu về", "tiền thu", "nguồn thu"),
    ("giải ngân", "thanh toán"), ("cháy", "thiêu rụi", "bị cháy"), ("việc làm", "công ăn việc làm"),
    ("giải quyết việc làm", "tạo việc làm", "bố trí việc làm", "được tạo việc làm", "bố trí công ăn việc làm"),
    ("đi làm việc ở nước ngoài", "sang nước ngoài làm thuê", "xuất khẩu lao động", "lao động nước ngoài",
    "làm việc ở nước ngoài"),
    ("học nghề", "đào tạo nghề", "dạy nghề"),
    ("thành lập mới", "đăng ký mới", "lập mới", "đăng ký thành lập", "mở mới"),
    ("quay trở lại", "quay lại", "hoạt động trở lại"), ("grdp", "tổng sản phẩm trên địa bàn", "tổng sản phẩm"),
    ("gdp", "tổng sản phẩm trong nước"), ("cpi", "chỉ số giá tiêu dùng", "giá tiêu dùng"),
    ("iip", "chỉ số sản xuất công nghiệp", "chỉ số sản xuất"),
    ("fdi", "đầu tư trực tiếp nước ngoài", "vốn nước ngoài"), ("nông thôn mới", "ntm"), ("bảo hiểm y tế", "bhyt"),
    ("chết", "tử vong", "thiệt mạng", "sinh mạng"), ("người chết", "sinh mạng"),
    ("bị thương", "thương tích"), ("tai nạn giao thông", "tngt", "tai nạn"),
    ("vi phạm", "sai phạm"),
    ("trồng mới", "mới trồng"), ("khai khoáng", "khai thác mỏ", "mỏ"), ("chế biến, chế tạo", "chế biến chế tạo"),
    ("tổng mức bán lẻ", "doanh thu bán lẻ", "bán lẻ", "mua sắm", "tiêu thụ hàng hóa"), ("kế hoạch", "kh"),
    ("dự toán", "dt"),
    ("đàn", "tổng đàn", "nuôi"), ("dân số", "số dân"), ("nợ xấu",), ("dư nợ", "cho vay"),
    ("huy động vốn", "vốn huy động", "nguồn vốn huy động"), ("tỷ lệ", "tỷ suất", "tỷ trọng"), ("hộ nghèo", "nghèo"),
    ("che phủ rừng", "độ che phủ", "che phủ"),
    ("thủ tục hành chính", "tthc"), ("an toàn thực phẩm", "attp"), ("cải cách hành chính", "cchc", "par index"),
    ("ngân sách nhà nước", "nsnn"), ("ngân sách địa phương", "nsđp"), ("doanh nghiệp", "dn", "công ty"),
    ("hợp tác xã", "htx"), ("sử dụng đất", "qsdđ"),
    ("cơ sở điều trị",), ("thuốc thay thế", "thuốc"), ("người nghiện", "bệnh nhân", "người nghiện đang uống"),
    ("uống", "điều trị"), ("trình độ", "cấp trình độ"), ("kiểm tra", "thanh tra", "thanh kiểm tra"),
    ("đạt chuẩn", "chuẩn"), ("lãi", "lợi nhuận"), ("năng suất bình quân", "năng suất"),
    ("kim ngạch xuất khẩu", "xuất khẩu", "giá trị xuất khẩu", "bán hàng ra nước ngoài", "bán ra nước ngoài"),
    ("kim ngạch nhập khẩu", "nhập khẩu", "giá trị nhập khẩu", "mua hàng từ nước ngoài",
     "mua từ nước ngoài"), ("xuất siêu", "thặng dư"),
    ("nhập siêu", "thâm hụt"), ("mất mùa", "chỉ đạt", "giảm"), ("xăng dầu", "xăng, dầu"),
    ("xuất nhập khẩu", "xuất, nhập khẩu"), ("kim ngạch", "giá trị", "trị giá", "trị giá"),
    ("tiền đất", "tiền sử dụng đất"), ("toàn xã hội", "toàn xh"),
    ("lao động", "người"), ("ngành", "khu vực", "lĩnh vực"), ("trường học", "trường"), ("học sinh", "học trò"),
    ("giường bệnh", "giường"), ("bác sĩ", "bác sỹ"), ("trẻ em", "trẻ"), ("mầm non", "mẫu giáo"),
    ("vật liệu xây dựng", "vlxd"), ("lễ hội",), ("hành khách", "khách đi"), ("hàng hóa", "hàng"),
    ("sinh viên",), ("sâu bệnh", "sinh vật gây hại", "sâu hại"), ("gây hại", "làm hại", "phá hại", "nhiễm"),
    ("cho thu hái", "thu hái"), ("cho thu hoạch", "thu hoạch"),
    ("giáo viên", "thầy cô", "thầy cô giáo", "thầy giáo"), ("thiếu", "hụt", "còn thiếu"),
    ("chi trả", "lĩnh", "hưởng", "nhận tiền"),
    ("giá vàng", "vàng"), ("đô la", "usd"), ("trợ cấp", "hỗ trợ"), ("nhà máy", "nhà máy điện"),
    ("phân phối điện", "điện"), ("cung cấp nước", "cấp nước"), ("rác thải", "chất thải"),
    ("nông nghiệp", "nông, lâm nghiệp", "nông lâm nghiệp"), ("thuế sản phẩm", "thuế"),
    ("tội phạm", "phạm pháp"), ("đang thực hiện", "đang triển khai"), ("đạt chuẩn", "về đích"),
    ("cai nghiện",), ("ma túy",), ("đấu giá",), ("chấp thuận", "phê duyệt", "cho phép"),
    ("đăng ký", "đăng kỳ", "đăng kí"), ("ký cam kết", "kỳ cam kết", "cam kết"),
    ("kéo dài", "chuyển nguồn", "chuyển tiếp"), ("phủ xanh", "che phủ"), ("điện thương phẩm",), ("đầu tư công",),
    ("chính sách xã hội", "nhcsxh"), ("sân bay", "cảng hàng không", "chk"), ("thất nghiệp",),
    ("lương thực", "lương thực có hạt", "cây lương thực"), ("rau", "rau màu", "rau các loại"), ("giá cả", "giá"),
    ("tàn phá", "thiệt hại"), ("làm chết", "chết"), ("em", "học sinh"), ("địa phương", "tỉnh", "tỉnh, thành phố"),
    ("đối tác", "quốc gia"), ("thị trường", "nước"),
    ("tổng chi", "tổng chi ngân sách"), ("khai thác", "đánh bắt"), ("dệt may", "may mặc", "dệt, may"),
    ("da giày", "giày dép"),
    ("tiểu học", "cấp 1", "cấp một"), ("trung học cơ sở", "cấp 2", "cấp hai"),
    ("trung học phổ thông", "cấp 3", "cấp ba"),
    ("tạm ngừng hoạt động", "tạm ngừng kinh doanh", "tạm dừng hoạt động", "tạm ngừng"), ("giải thể", "đóng cửa"),
    ("trồng rừng", "rừng trồng", "rừng trồng mới"), ("xe máy", "mô tô"), ("ô tô", "xe hơi"),
    ("ca mắc", "ca bệnh", "trường hợp mắc", "ca"), ("miền tây", "đồng bằng sông cửu long", "đbscl"),
    ("tiêm", "chích"), ("vắc xin", "vaccine", "vắcxin"), ("tả lợn", "tả heo"), ("hồ tiêu", "tiêu"),
    ("hạt điều", "điều"),
    ("dự án mới", "cấp mới", "cấp phép mới", "dự án cấp mới"), ("tăng vốn", "điều chỉnh vốn", "điều chỉnh tăng vốn"),
    ("đường sắt", "tàu hỏa", "xe lửa"), ("hàng không", "máy bay"), ("tiền gửi", "gửi tiết kiệm", "tiết kiệm"),
    ("thu hoạch", "gặt", "gặt hái"), ("gieo cấy", "xuống giống", "gieo sạ", "gieo trồng", "gieo"),
    ("diện tích", "rộng"), ("vùng", "khu vực"), ("hộ gia đình", "hộ dân", "hộ"), ("tiền lương", "lương"),
    ("tăng trưởng kinh tế", "grdp", "gdp", "tổng sản phẩm", "kinh tế tăng trưởng"), ("sốt xuất huyết",),
)  # fmt: skip

# Turns of phrase that askers use where reports have one plain word. Longest first.
COLLOQUIAL: Mapping[str, str] = {
    "ntts": "nuôi trồng thủy sản", "gtxk": "giá trị xuất khẩu", "gtnk": "giá trị nhập khẩu",
    "gtsxcn": "giá trị sản xuất công nghiệp",
    "gtsxnn": "giá trị sản xuất nông nghiệp", "sxcn": "sản xuất công nghiệp", "sxnn": "sản xuất nông nghiệp",
    "nhỉnh hơn": "tăng so với", "nhích lên": "tăng", "nhỉnh lên": "tăng", "bật lên": "tăng", "leo lên": "tăng",
    "đội lên": "tăng", "vọt lên": "tăng", "nhảy lên": "tăng", "nở ra": "tăng", "đắt lên": "tăng", "nhích": "tăng",
    "rẻ đi": "giảm", "sụt giảm": "giảm", "sụt": "giảm", "tụt": "giảm", "tuột": "giảm", "rớt": "giảm",
    "đi lùi": "giảm", "bị hụt": "giảm", "bị thu hẹp": "giảm", "thu hẹp": "giảm", "hụt so với": "giảm so với",
    "lớn thêm": "tăng", "rót thêm": "tăng vốn",
    "ba quý đầu năm": "9 tháng đầu năm", "3 quý đầu năm": "9 tháng đầu năm", "hai quý đầu năm": "6 tháng đầu năm",
    "2 quý đầu năm": "6 tháng đầu năm", "lĩnh tiền": "nhận", "tiền trợ cấp": "trợ cấp",
    "thụt lùi": "giảm", "co lại": "giảm", "teo lại": "giảm", "hao hụt": "giảm",
    "liền trước": "trước", "liền kề trước": "trước", "kề trước": "trước", "nửa đầu năm": "6 tháng đầu năm",
    "tháng của năm ngoái": "tháng năm ngoái", "tháng của năm trước": "tháng năm trước",
    "tháng hồi năm ngoái": "tháng năm ngoái", "đi được": "đạt", "làm được": "đạt", "chạy được": "đạt",
    "ra đời": "thành lập mới", "một ký": "/kg", "1 ký": "/kg", "mỗi ký": "/kg", "một cân": "/kg", "mỗi cân": "/kg",
    "một kg": "/kg", "mỗi kg": "/kg",
    "1 kg": "/kg",
    "kinh tế của tỉnh tăng": "GRDP tăng", "kinh tế tỉnh tăng": "GRDP tăng", "kinh tế toàn tỉnh tăng": "GRDP tăng",
    "kinh tế tăng": "tăng trưởng kinh tế tăng", "chốt số": "tính", "chốt": "tính", "tính dồn": "lũy kế",
    "héc-ta": "ha", "hec-ta": "ha", "hecta": "ha", "héc ta": "ha", "hec ta": "ha", "hécta": "ha", "nhìu": "nhiều",
    "mức nào": "mức bao nhiêu", "cỡ nào": "bao nhiêu", "bao lăm": "bao nhiêu", "tốc độ nào": "tốc độ bao nhiêu",
    "hồi này năm ngoái": "cùng kỳ năm trước", "cùng quãng này năm ngoái": "cùng kỳ năm trước",
    "giờ này năm ngoái": "cùng kỳ năm trước", "cách đây một năm": "cùng kỳ năm trước",
    "cách đây 1 năm": "cùng kỳ năm trước",
    "một năm trước": "cùng kỳ năm trước", "năm ngoái cũng quãng này": "cùng kỳ năm trước", "cái gì": "gì",
    "tụt dữ": "giảm", "lao dốc": "giảm", "đi xuống": "giảm", "đi lên": "tăng", "khá lên": "tăng", "kém đi": "giảm",
    "đông hẳn ra": "tăng", "trái phép": "trái pháp luật", "hỏa hoạn": "cháy", "tới giờ": "đến nay",
    "tới nay": "đến nay",
    "lửa nuốt": "cháy", "có lời": "có hiệu quả", "trễ hẹn": "quá hạn", "trễ hạn": "quá hạn", "đóng cửa hẳn": "giải thể",
    "thêm hay bớt": "tăng hay giảm", "hơn hay kém": "tăng hay giảm", "qua mạng": "trực tuyến", "giấy tờ": "hồ sơ",
    "gộp lại": "cộng lại", "tính từ đầu năm": "từ đầu năm", "hạng mấy": "thứ mấy",
}  # fmt: skip

# Words of a question that name nothing. Phrases first.
QUESTION_WORDS: tuple[str, ...] = tuple(
    "bao nhiêu|mấy|là bao|thế nào|như thế nào|ra sao|thì sao|là gì|những gì|gì|vào|sang năm|đặt|đặt mục tiêu|kinh tế|"
    "hết|nào|vì sao|tại sao|do đâu|nhờ đâu|nguyên nhân nào|nguyên nhân|lý do|khi nào|bao giờ|ngày nào|năm nào|"
    "có phải|phải không|đúng không|hay không|"
    "ba năm|hai năm|bốn năm|hai|ba|bốn|các năm|những năm|mang lại|sang|mạnh|mạnh mẽ|sâu|vọt|người dân|nhân dân|bà con|"
    "hiện có|"
    "đang có|là|của|có|được|đã|đang|sẽ|cho|biết|hãy|xin|hỏi|giúp|giùm|với|và|hay|hoặc|thì|mà|ạ|nhé|nhỉ|vậy|thế|còn|"
    "tôi|mình|em|anh|chị|ơi|làm ơn|vui lòng|cho tôi|cho biết|cho hỏi|trong|trên|tại|ở|từ|đến|tới|về|theo|để|bằng|đạt|"
    "ước|khoảng|tổng cộng|"
    "hiện nay|hiện|đến nay|tính đến|nay|vừa qua|vừa rồi|vừa|rồi|giờ|đến giờ|toàn|cả|các|những|mỗi|từng|một|số liệu|"
    "con số|số|lượng|mức|báo cáo|nêu|ghi|tỉnh|địa bàn|toàn tỉnh|trên địa bàn|ta|bị|ra|lên|xuống|đi|lại|nữa|chỉ|mới|"
    "riêng|nói|"
    "tương ứng|lần lượt|tổng thể|chung|cụ thể|chi tiết|kết quả|tình hình|tổng|dự ước|thực hiện|kể|liệt kê|nêu rõ|tên|"
    "ai|đâu|nhiêu|bao|lũy kế|cộng dồn|phần trăm|%|so|so sánh|so với|cùng kỳ|năm|tháng|quý|kỳ|đầu|cuối|ngày|tăng|giảm|"
    "thay đổi|biến động|tăng trưởng|tốc độ|"
    "gấp|lần|chiếm|tỷ trọng|xếp|thứ|hạng|đứng|bậc|vị trí|kế hoạch|dự toán|chỉ tiêu|giao|hoàn thành|vượt|nhiều|ít|lớn|"
    "cao|thấp|nhỏ|hơn|nhất|chênh|chênh lệch|nhau|bên|đều|cũng|vẫn|như|này|đó|kia|ấy|trước|ngoái|không|chưa|xong|"
    "huyện|thành phố|nước|đồng|tỷ|triệu|nghìn|"
    "dẫn đầu|đứng đầu|tên|nơi|đơn vị|việc|sự|cái|con số|thời gian|thời điểm|giai đoạn|diễn ra|tổ chức|ban hành|ký|"
    "lúc|hôm|suy ra|suy|tính|nếu|đúng|ra|trừ|cộng|mức thay đổi|đi lên|đi xuống|xu hướng|thực tế|qua|thu được|"
    "đạt được|ngành|trong đó|trong số|nằm|tầm|cỡ|chừng|khoảng chừng|tất cả|tăng thêm|đổi|cần|muốn|nhờ|kèm|luôn|liệu|"
    "bởi|ông|bà|cô|chú|"
    "bạn|đây|ok|vâng|dạ|thưa|nhanh|gấp gáp|nào đó|mọi|cùng|hơn nữa|thêm|đến hết|tương đương|ghi nhận|cấp|nhận định|"
    "dự kiến|phải|đầy đủ|tiếp|sao".split("|")
)

# Who gives a plan: a question for the share of one is not answered by another's.
PLAN_OWNERS = ("hđnd", "ubnd", "trung ương", "thủ tướng")

INSTRUCTIONS: tuple[str, ...] = (
    "bỏ qua mọi", "bỏ qua hướng dẫn", "bỏ qua các", "trả lời rằng", "không cần theo báo cáo", "cứ ước lượng",
    "ước lượng giúp", "cứ trả lời", "chỉ cần trả lời", "chỉ trả lời", "hãy bịa", "bịa ra", "in ra toàn bộ",
    "chỉ dẫn hệ thống", "system prompt", "ignore previous", "ignore all", "đóng vai", "giả vờ", "ghi nguồn là",
    "tự ước", "đoán giúp", "hãy nói rằng", "prompt hệ thống",
)  # fmt: skip
NOT_QUESTIONS: tuple[str, ...] = (
    "bạn là ai",
    "bạn tên gì",
    "bạn có phải",
    "ai tạo ra bạn",
    "bạn có thể làm gì",
    "who are you",
    "cảm ơn",
    "xin chào",
    "chào bạn",
    "hello",
    "thời tiết",
    "kể chuyện",
    "làm thơ",
    "viết thơ",
    "dịch sang",
)

# Verbs and adverbs of askers that the report may word otherwise: they tell little.
# Those with diacritics are told apart from their namesakes: "gạo" is not "gáo".
WEAK_SAID = frozenset(
    "lấy|nhích|nhỉnh|sụt|tụt|trượt|rớt|lùi|tuột|hụt|góp|dồn|gộp|liền|ì|ạch|chậm|chốt|phấn đấu|nhắm|hướng|dài|"
    "nặng|chiều|"
    "bán|buôn|rút|kéo|nhảy|vọt|bứt|phá|nở|co|lọt|rơi|dừng|chạm|cán|mốc|ngưỡng|cỡ|ngót|xấp xỉ|hốt|nạp|đổ|chảy|bơm|xài|"
    "tiêu|tốn|ngốn|hao|nhận|giữ|sở hữu|mở|quê|dân|thật|thực sự|chính xác|rốt cuộc|tóm lại|sơ bộ|ước chừng|vỏn vẹn|"
    "tròn|hẳn|tận|chứ|à|hả|hen|nghen|ha|đấy|thôi|lắm|quá|sếp|báo|phản ánh|công bố|tóm tắt|đề cập|nhắc|viết|đề ra|"
    "đặt ra|hướng tới|mong|kỳ vọng|làm|kiếm|gom|bộ|loại|kiểu|dạng|phía|phần|đang ở|tận dụng|nằm|rải|trải|tiến độ|"
    "khu vực|lĩnh vực|nhóm|hạng mục|mặt hàng|"
    "người ta|ngư dân|nông dân|bà con|thương lái|cư dân|chịu|mất|gặp|dính|trúng|ăn|vướng|lo|xoay|quanh|cơ|đợt|dịp|suốt|"
    "ròng|hồi|thời|bữa|lâu|tung|"
    "xuất hiện|phát hiện|nổ ra|xảy ra|đem|đưa|tạo|thu về|nộp|rủ|đông|vắng|thưa|ấn tượng|tích cực|khả quan|bấy|nhiệm vụ|"
    "mang về|đem về|đón tiếp|phục vụ|đi qua|quy ra|ứng với|liên quan|thuộc|nhằm|phân bổ|rót xuống|ùn ùn|tăm tiếng|"
    "bác|xét|tức|coi|chơi|ờ|ừ|ê|chỗ|bây giờ|bây|chút|xíu|vô|nó|họ|thằng|thảy|quãng|lận|tí|dạo|tui|ổng|bả|"
    "mấy ông|mấy cái|ý|á|nè|nha|nghe|kê|dùng|dữ|trời|hơi|kể hết|xem lại|xem|nhớ|nghe nói|đọc|ngó|dòm|bữa nay|căn cứ|"
    "đề nghị|"
    "tính ngược|tính lùi|tính hộ|tính giùm|"
    "giúp đỡ|vì|do|khi|sau|nên|lại|từng|nếu|giả sử|ví dụ|chẳng hạn|cứ|tuy|nhưng|song|mà|nhất là|đặc biệt|vốn dĩ".split(
        "|"
    )
)
WEAK_WORDS = frozenset("khoan don gianh kiem rot ghe tham mang yeu chu loi ro rat kha cang the".split())

# Compounds whose syllables would otherwise be taken for question words.
COMPOUNDS: tuple[str, ...] = tuple(
    "bằng cấp|chứng chỉ|đào tạo|qua đào tạo|"
    "nâng cao|giá so sánh|giá hiện hành|quy mô|tổng thu ngân sách|thu ngân sách nhà nước|tổng chi ngân sách|xử lý|"
    "xử lý hành chính|xử lý hình sự|thu hoạch|gieo trồng|gieo cấy|khai thác|nuôi trồng|vận chuyển|luân chuyển|đầu tư|"
    "trung ương|nước ngoài|trong nước|ngoài nước|cả nước|nhà nước|ngoài nhà nước|nước sạch|cấp nước|cung cấp nước|"
    "giao thông|giao đất|giao rừng|chuyển đổi số|chỉ số|thu nhập|giá trị tăng thêm|cao su|cao tốc|cao đẳng|năm học|"
    "kỳ thi|hàng hóa|tổ chức tín dụng|"
    "trồng mới|cấp mới|lập mới|thành lập mới|nông thôn mới|tuyển mới|việc làm mới|đăng ký mới|công nhận mới|nhà ở|"
    "đi làm việc|đầu người|bình quân đầu người|tiền sử dụng đất|đồng bào|đồng bằng|trên biển|nhà đại đoàn kết|"
    "đại đoàn kết|sản xuất|chủ trương đầu tư|"
    "có rừng|chưa có rừng|cho thu hoạch|cho thu hái|trong độ tuổi|độ tuổi|cơ sở|tổng mức bán lẻ|dịch vụ|"
    "ngành xây dựng|thường xuyên|đầu tư phát triển|trên địa bàn|địa phương|ngân sách địa phương|đơn vị cấp huyện|"
    "cấp huyện|cấp xã|cấp tỉnh|cấp trên|tuyến tỉnh|tuyến huyện|tuyến xã|chưa qua đào tạo|"
    "chấp thuận|thực phẩm|quốc tế|lên men|ra quân|nợ xấu|xấu|thu hút|thu hồi|chi thường xuyên|chi ngân sách|"
    "thu ngân sách|thu nội địa|đang thực hiện|hoàn thành đi vào hoạt động|đi vào hoạt động|đang xây dựng|"
    "đang thi công|đang vận hành|tạm ngừng hoạt động|chậm tiến độ|mưa lớn|giải ngân|"
    "lớn tuổi|thành thị|thành phố trực thuộc|trực tuyến|lao động nữ|nữ|nam|còn hạn|trẻ em|hộ cận nghèo|cận nghèo|"
    "người chết|bị thương|xuất siêu|nhập siêu|lạm phát cơ bản|cơ bản|bình quân|đóng góp|chỉ số giá|kịch bản|kéo dài|"
    "chưa giải ngân|sao|khu vực nhà nước".split("|")
)
