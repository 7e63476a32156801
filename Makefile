# `make ask` and `make test` do whatever is still missing; `make help` lists the targets.
SHELL := bash
.NOTPARALLEL:
.DEFAULT_GOAL := help

VENV := .venv
MADE := $(VENV)/made.stamp
READY := $(VENV)/ready.stamp
READY_DEV := $(VENV)/ready-dev.stamp
READY_LLM := $(VENV)/ready-llm.stamp
STORE := .traso
INDEXED := $(STORE)/samples.stamp
TRASO := $(VENV)/bin/traso

# The first Python on this machine that is new enough and can make environments; `make PYTHON=...` takes another.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	"$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)

# The question reaches the shell through the environment, untouched by make and shell whatever characters it has.
q = Lượng khách du lịch 8 tháng?
unexport q
export QUESTION := $(value q)

# These targets keep to their own store, whatever store the user has set up elsewhere.
unexport TRASO_CHROMA_URL
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Shows what takes long and leaves the rest to the log, whose end is shown when the installation fails.
SHOW := while read -r line; do case "$$line" in \
	*" MB)" | *" GB)") echo "  $$line" ;; \
	"Installing collected packages"*) echo "  Đang cài các gói đã tải" ;; esac; done

# A package whose copying was cut short has no RECORD, and pip would take it for installed.
define install
@echo "Cài đặt vào $(VENV), vài phút (nhật ký: $(VENV)/pip.log)"
@for info in $(VENV)/lib/python*/site-packages/*.dist-info; do test -e "$$info/RECORD" || rm -rf "$$info"; done
@set -o pipefail; $(VENV)/bin/python -m pip install --editable "$(1)" 2>&1 | tee $(VENV)/pip.log | $(SHOW) || \
	{ tail -n 20 $(VENV)/pip.log >&2; echo "Cài đặt không thành công; chạy lại lệnh này để làm tiếp." >&2; exit 1; }
endef

.PHONY: help setup ask serve test test-llm lint eval bench screens clean

help: ## liệt kê các lệnh
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## tạo .venv và cài TraSo

ask: $(INDEXED) ## hỏi các báo cáo mẫu: make ask q="..."
	@$(TRASO) ask --store $(STORE) -- "$$QUESTION" || test $$? -eq 1 # 1: the reports do not say, an answer too

serve: $(INDEXED) ## mở trang web hỏi đáp trên các báo cáo mẫu
	@$(TRASO) serve --store $(STORE)

test: $(READY_DEV) ## chạy các bài kiểm thử
	@$(VENV)/bin/python -m pytest -q -rs

test-llm: $(READY_LLM) ## thử bộ kiểm chứng với một mô hình ngôn ngữ thật, nhỏ (nửa giờ hoặc hơn)
	@$(VENV)/bin/python -m pytest -q -m llm tests/llm

lint: $(READY_DEV) ## kiểm tra mã bằng ruff và mypy
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy

eval: $(READY) ## đo độ chính xác trên bộ câu hỏi của dự án
	@$(TRASO) eval

bench: $(READY) ## đo thời gian và bộ nhớ
	@$(VENV)/bin/python -m eval.bench

screens: $(READY_DEV) ## chụp lại các hình của trang web cho README (cần Chromium)
	@$(VENV)/bin/python -m tests.web.screens

clean: ## xóa .venv và các tệp tạm; kho .traso được giữ lại
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên có mô-đun venv (Debian, Ubuntu: gói python3-venv); \
nếu đã có ở nơi khác, hãy chạy make PYTHON=/đường/dẫn/python3" >&2; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(READY): pyproject.toml $(MADE)
	$(call install,.)
	@touch $@

$(READY_DEV): pyproject.toml $(MADE)
	$(call install,.[dev])
	@touch $(READY) $@

$(READY_LLM): pyproject.toml $(MADE)
	$(call install,.[test-llm])
	@touch $(READY) $(READY_DEV) $@

$(INDEXED): $(wildcard samples/* index/*.py index/*/*.py) | $(READY)
	@$(TRASO) index samples --store $(STORE)
	@touch $@
