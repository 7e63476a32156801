"""Abbreviations of administrative Vietnamese. Tables only, accented, in `folding.plain` spelling."""

from __future__ import annotations

from collections.abc import Mapping

ABBREVIATIONS: Mapping[str, str] = {
    "nsnn": "ngân sách nhà nước", "nsđp": "ngân sách địa phương", "nstw": "ngân sách trung ương",
    "xnk": "xuất nhập khẩu", "xk": "xuất khẩu", "nk": "nhập khẩu",
    "gtsx": "giá trị sản xuất", "gttt": "giá trị tăng thêm", "kh": "kế hoạch", "tthc": "thủ tục hành chính",
    "attp": "an toàn thực phẩm", "vsattp": "vệ sinh an toàn thực phẩm", "hđnd": "hđnd",
    "bn": "bao nhiêu", "bnhieu": "bao nhiêu", "bnh": "bao nhiêu", "sl": "sản lượng", "ck": "cùng kỳ",
    "ckỳ": "cùng kỳ", "kn": "kim ngạch", "knxk": "kim ngạch xuất khẩu", "knnk": "kim ngạch nhập khẩu",
    "hh": "hàng hóa", "dv": "dịch vụ", "cn": "công nghiệp",
    "mn": "mầm non", "pt": "phổ thông", "qg": "quốc gia", "tl": "tỷ lệ", "dn": "doanh nghiệp",
    "dnnvv": "doanh nghiệp nhỏ và vừa",
    "bhyt": "bảo hiểm y tế", "bhxh": "bảo hiểm xã hội", "ntm": "nông thôn mới", "xklđ": "xuất khẩu lao động",
    "tmbl": "tổng mức bán lẻ",
    "tmblhh": "tổng mức bán lẻ hàng hóa", "dtdv": "doanh thu dịch vụ", "htx": "hợp tác xã", "gcn": "giấy chứng nhận",
    "qsdđ": "quyền sử dụng đất", "lđ": "lao động", "xd": "xây dựng", "đtc": "đầu tư công", "vđt": "vốn đầu tư",
    "đtpt": "đầu tư phát triển",
    "tw": "trung ương", "ttg": "thủ tướng chính phủ", "cchc": "cải cách hành chính", "cđs": "chuyển đổi số",
    "nhtm": "ngân hàng thương mại", "tngt": "tai nạn giao thông", "gd": "giáo dục", "gdđt": "giáo dục đào tạo",
    "ktxh": "kinh tế xã hội", "csht": "cơ sở hạ tầng",
    "kl": "khối lượng", "vc": "vận chuyển", "dsố": "dân số", "gqvl": "giải quyết việc làm", "hk": "hành khách",
    "ln": "lâm nghiệp", "nhnn": "ngân hàng nhà nước", "gpmb": "giải phóng mặt bằng",
    "vl": "việc làm", "kv": "khu vực", "lk": "lũy kế", "ko": "không", "k": "không", "đc": "được",
    "dc": "được", "vs": "với", "nhiu": "nhiêu", "mây": "mấy", "voi": "với", "phan tram": "phần trăm",
    "ct": "chương trình", "ubnd": "ubnd", "ttcn": "tiểu thủ công nghiệp", "blhh": "bán lẻ hàng hóa",
    "ctmtqg": "chương trình mục tiêu quốc gia", "cntt": "công nghệ thông tin", "ss": "so sánh", "đvt": "đơn vị tính",
    "tkđ": "", "v/c": "vận chuyển", "tp": "thành phố", "bq": "bình quân",
    "xttm": "xúc tiến thương mại", "ccn": "cụm công nghiệp", "kcn": "khu công nghiệp",
    "đbsh": "đồng bằng sông hồng", "đbscl": "đồng bằng sông cửu long", "cbct": "chế biến chế tạo",
    "bđs": "bất động sản", "gtvt": "giao thông vận tải", "xdcb": "xây dựng cơ bản", "tmđt": "thương mại điện tử",
    "hđv": "huy động vốn", "tctd": "tổ chức tín dụng", "dvc": "dịch vụ công", "btxh": "bảo trợ xã hội",
    "bhtn": "bảo hiểm thất nghiệp", "pccc": "phòng cháy chữa cháy", "sxh": "sốt xuất huyết",
    "sxkd": "sản xuất kinh doanh",
    "svck": "so với cùng kỳ", "sck": "so cùng kỳ", "xh": "xã hội", "lp": "lạm phát", "lpcb": "lạm phát cơ bản",
    "đtnn": "đầu tư nước ngoài", "thcs": "trung học cơ sở", "thpt": "trung học phổ thông", "th": "thực hiện",
    "dl": "du lịch", "qt": "quốc tế", "ts": "thủy sản", "td": "tín dụng", "ctx": "chi thường xuyên",
    "cqg": "chuẩn quốc gia",
    "xlhc": "xử lý hành chính", "xlhs": "xử lý hình sự", "nvv": "nhỏ và vừa", "cty": "công ty",
    "ncc": "người có công", "hn": "hộ nghèo", "hcn": "hộ cận nghèo", "bv": "bệnh viện", "gv": "giáo viên",
    "atgt": "an toàn giao thông", "nlts": "nông, lâm nghiệp và thủy sản", "tmdv": "thương mại dịch vụ",
    "tm": "thương mại",
    "mtqg": "mục tiêu quốc gia", "đk": "đăng ký", "sp": "sản phẩm",
    "gtln": "giá trị lâm nghiệp",
}  # fmt: skip

# Abbreviations by what stands before and behind them (patterns of plain text); the first row that fits.
AMBIGUOUS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "dt": (
        ("%|phần trăm|so với", "", "dự toán"),
        ("", "hđnd|giao|trung ương|năm|tw|tỉnh|thu(?! hoạch)|chi(?! tiêu)", "dự toán"),
        ("", "dịch vụ|dv|du lịch|vận tải|bán lẻ", "doanh thu"),
        ("", "", "diện tích"),
    ),
    "bn": (
        ("số|các|những|tổng|ca", "", "bệnh nhân"),
        ("", "đang|điều trị|nặng|tử vong", "bệnh nhân"),
        ("", "", "bao nhiêu"),
    ),
    "hs": (
        ("", "nộp|tthc|trực tuyến|đúng hạn|quá hạn|thủ tục", "hồ sơ"),
        ("%|tổng", "tthc|thủ tục|trực tuyến", "hồ sơ"),
        ("", "", "học sinh"),
    ),
    "cn": (("cơ sở", "ma t", "cai nghiện"), ("", "", "công nghiệp")),
    "nn": (
        ("kv|khu vực|ngoài|doanh nghiệp|dn|ngân sách", "", "nhà nước"),
        ("khách|du khách|đầu tư", "", "nước ngoài"),
        ("", "", "nông nghiệp"),
    ),
    "hc": (("", "vàng|bạc|đồng", "huy chương"), ("số|mấy|bao nhiêu|giành", "", "huy chương")),
    "sv": (("", "cùng|ck|năm|tháng|quý|kế hoạch|kh[^\\w]|dự toán|thực hiện", "so với"),),
    "tt": (("", "vốn|kế hoạch|kh[^\\w]", "thanh toán"), ("ước|đã", "", "thanh toán")),
    "đt": (("vốn|dự án|nguồn|nhà", "", "đầu tư"), ("", "công|vốn|nguồn|phát triển|trực tiếp|nước ngoài", "đầu tư")),
}

AGENCIES: Mapping[str, str] = {
    "nn&ptnt": "nông nghiệp và phát triển nông thôn", "nn-ptnt": "nông nghiệp và phát triển nông thôn",
    "gd&đt": "giáo dục và đào tạo", "gd-đt": "giáo dục và đào tạo", "kh&đt": "kế hoạch và đầu tư",
    "kh-đt": "kế hoạch và đầu tư", "tn&mt": "tài nguyên và môi trường", "tn-mt": "tài nguyên và môi trường",
    "lđ-tb&xh": "lao động - thương binh và xã hội", "lđtb&xh": "lao động - thương binh và xã hội",
    "lđtbxh": "lao động - thương binh và xã hội", "vh-tt&dl": "văn hóa, thể thao và du lịch",
    "vhttdl": "văn hóa, thể thao và du lịch", "kh&cn": "khoa học và công nghệ", "tt&tt": "thông tin và truyền thông",
}  # fmt: skip
