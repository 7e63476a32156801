"""Phrases in which people ask: word pairs that restore the diacritics of questions that are typed bare."""

from __future__ import annotations

from qa.vocabulary import QUESTION_WORDS

_PHRASES = (
    "là bao nhiêu; bằng bao nhiêu; đạt bao nhiêu; được bao nhiêu; có bao nhiêu; tăng bao nhiêu; giảm bao nhiêu; bao "
    "nhiêu phần trăm; mấy phần trăm; tăng mấy; giảm mấy; đạt mấy; bằng mấy; gấp mấy lần; có mấy; được mấy; còn mấy; "
    "mấy người;"
    " mấy xã; mấy huyện; mấy vụ; mấy dự án; mấy đoàn; mấy trường; mấy hộ; mấy ca; mấy bậc; mấy điểm; mấy lần; thứ "
    "mấy; lần thứ mấy; xếp thứ mấy; đứng thứ mấy; hạng mấy; ngày mấy; tháng mấy; so với cùng kỳ; cùng kỳ năm trước;"
    " cùng kỳ năm ngoái; đầu năm; từ đầu năm; cả năm; đến nay; đến hết; tính đến; tính từ; kể từ; từ năm; sang năm;"
    " năm trước; năm ngoái; năm nay; tháng này; tháng trước; quý trước; riêng tháng; trong tháng; trong kỳ; trong "
    "quý; tháng qua; năm qua; thời gian qua; vừa qua; vừa rồi; đến tháng; của tỉnh; của huyện; của xã; cả tỉnh; "
    "toàn tỉnh; tỷ lệ; như thế nào; thế nào; ra sao; vì sao; tại sao; do đâu; nhờ đâu; vì đâu; lý do; nguyên nhân "
    "nào; ngày nào; khi nào; bao giờ; ở đâu; nơi nào; tỉnh nào; huyện nào; xã nào; ngành nào; nhóm nào; loại nào; "
    "mặt hàng nào; bên nào; đơn vị nào; chỉ tiêu nào; con số nào; khoản nào; những khoản; những nhóm; những loại; "
    "những gì; là gì; gồm những; gồm các; kể tên; liệt kê; nêu rõ; nêu tên; hãy nêu; nêu số; cho biết; cho tôi "
    "biết; cho hỏi; xin hỏi; cho mình hỏi; còn khách; còn hộ; còn lại; còn thiếu; còn phải; còn bao nhiêu; còn đàn;"
    " thế còn; vậy còn; thế riêng; thế thì; vậy thì; vậy ước; như vậy; thì sao; thì bao nhiêu; thì được; thì đạt; "
    "thế lũy kế; thì giảm; thì tăng; tháng đầu; kế hoạch; dự toán; bao nhiêu tỷ đồng; bao nhiêu tấn; bao nhiêu con;"
    " bao nhiêu hộ; bao nhiêu người; bao nhiêu lượt; bao nhiêu tiền; bao nhiêu ha; bao nhiêu vụ; bao nhiêu xã; bao "
    "nhiêu trường; bao nhiêu dự án; bao nhiêu doanh nghiệp; ha lúa; ha ngô; ha chè; ha cà phê; ha rừng; ha cây; con"
    " bò; con trâu; con lợn; đàn bò; đàn trâu; đàn lợn; tấn thịt; tấn chè; tăng hay giảm; đi lên hay đi xuống; mức "
    "thay đổi; nhờ đâu mà; sau năm; sau khi; tăng thêm; giảm còn; nhiều hơn; ít hơn; lớn hơn; nhỏ hơn; cao hơn; "
    "thấp hơn; nhanh hơn; chênh nhau; chênh lệch; hơn kém nhau; cao nhất; thấp nhất; nhiều nhất; ít nhất; lớn nhất;"
    " nhanh nhất; đứng đầu; dẫn đầu; tổng cộng; tất cả; cộng lại; trừ ra; nếu trừ; trừ đi; không kể; không tính; "
    "chưa kể; suy ra; suy ra từ; suy từ; từ tốc độ; từ tỷ lệ; tính ra; bình quân mỗi; mỗi xã; mỗi hộ; mỗi dự án; "
    "mỗi doanh nghiệp; từng loại; từng khoản; từng nhóm; lần lượt; tương ứng; đang được; đang thực hiện; đang "
    "vướng; đang thi công; đang điều trị; đang làm việc; đang xây dựng; đang nuôi; đang có; hiện có; hiện nay; đã "
    "có; đã được; đã đạt; đã cấp; đã nộp; đã giải ngân; đã xử lý; đã thu; chưa đạt; chưa giải ngân; chưa có; mới "
    "đạt; chỉ đạt; ước đạt; ước được; dự kiến; phấn đấu; đặt mục tiêu; mục tiêu là; được giao; giao là; bạn là ai; "
    "bạn tên; bị chết; người chết; bị thương; làm chết; hụt bao nhiêu; sụt giảm; tụt; dùng nền tảng; từ xử lý; từ "
    "khu vực; từ hoạt động; đến từ; thu về; bán ra; mua vào; người dân; bà con; rót thêm; tiền đất; so với kế "
    "hoạch; so với dự toán; so với năm; so với tháng; so với quý; so với con số; so sánh; vượt bao nhiêu; vượt kế "
    "hoạch; chiếm bao nhiêu; chiếm mấy; tăng cao; tăng mạnh; giảm mạnh; giảm sâu; vượt mấy; công ăn việc làm; đi "
    "xuất khẩu; đủ dự toán; nữa mới; mới đủ; phải thu; phải giải ngân; trong số; trong đó; thuộc khu vực; một năm; "
    "hai năm; ba tháng; bốn tháng; sáu tháng; chín tháng; nửa đầu năm; nửa năm; quý một; quý hai; quý ba; quý bốn; "
    "ngoài nước; trong nước; ra nước ngoài; vào tỉnh; về tỉnh; đến tỉnh; tới tỉnh; ở tỉnh; tại tỉnh; số liệu; liệu "
    "đến; theo báo cáo; báo cáo nêu; báo cáo ghi; được nêu; nêu là; có phải; đúng không; phải không; là đúng; nhỉ; "
    "ạ; lúa mùa; lúa nương; lúa đông xuân; cơ cấu; tốc độ tăng"
)
SPOKEN_PAIRS = frozenset(
    pair for phrase in _PHRASES.split("; ") for pair in zip(phrase.split(), phrase.split()[1:], strict=False)
)
SPOKEN_WORDS = frozenset(word for phrase in _PHRASES.split("; ") for word in phrase.split())
# Words of asking itself, which a slip may stand for whatever stands beside it.
ASKED_WORDS = SPOKEN_WORDS | {word for phrase in QUESTION_WORDS for word in phrase.split() if word.isalpha()}
