"""The words of a reminder, in English and Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.cases import CaseKind
from traceability.domain.tables import visible
from traceability.services.write_json import decimal_text

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from traceability.domain.cases import CaseHead

Row = dict[str, Any]
_DRILL = "*** DRILL: THIS IS AN EXERCISE. DO NOTHING WITH THE GOODS. / 演练：请勿处置货物。 ***"


def reminder_text(head: CaseHead, line: Row, ledger: list[Row], notified_at: datetime) -> str:
    """The letter to one consignee: the goods that lack an answer, and what it is asked to say."""
    name = line["customer_name"] or line["customer_code"]
    where = f" ({line['ship_to_name'] or line['ship_to_code']})" if line["ship_to_code"] else ""
    day = f"{notified_at:%Y-%m-%d}"
    goods = [_goods(row) for row in ledger if row["is_in_scope"]]
    mark = [_DRILL, ""] if head.kind is CaseKind.DRILL else []
    lines = [
        *mark,
        f"To: {name}{where}",
        f"Our reference: {head.name}",
        "",
        f"On {day} we told you about goods that we sent you. For those below we have no answer.",
        "Stop using and selling them. Tell us for each of them how much you had on hand when you",
        "got our notice, and how much you returned, destroyed and sold on. Zero is an answer too.",
        "",
        f"我方已于{day}就发给贵方的货物发出通知，下列货物至今未收到答复。请停止使用和销售，并逐项告知：",
        "收到通知时的库存量、已退回量、已销毁量、已售出量。数量为零也请答复。",
        "",
        *(goods or ["(no line of a delivery is on record)"]),
        *(["", _DRILL] if mark else []),
    ]
    return "\n".join(visible(one) for one in lines) + "\n"


def _goods(row: Row) -> str:
    item = row["item_code"] or "(item not recorded)"
    return (
        f"- {item}, lot {row['lot_code'] or '(not recorded)'}: "
        f"{_amount(row['shipped_qty'])} {row['uom'] or ''}".rstrip()
    )


def _amount(qty: Decimal | None) -> str:
    return "amount not recorded" if qty is None else decimal_text(qty)
