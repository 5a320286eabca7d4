from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingestion.report import RefusedLoadError
from tests.ingestion.conftest import House


def parquet(**columns: Any) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def test_typed_values_arrive_without_loss(house: House) -> None:
    content = parquet(
        consumption_id=["1"],
        item_code=pa.array(["A"]).dictionary_encode(),
        lot_code=["00123"],
        qty=pa.array([Decimal("0.000001")], pa.decimal128(18, 6)),
        started_at=pa.array([dt.datetime(2026, 1, 12, 10, 31, 5)], pa.timestamp("ns")),  # noqa: DTZ001
        ended_at=pa.array(
            [dt.datetime(2026, 1, 12, 2, 31, tzinfo=dt.UTC)], pa.timestamp("us", "Asia/Shanghai")
        ),
        tags=[["x", "y"]],
    )
    house.land({"mes_consumptions.parquet": content})
    (row,) = house.rows("mes_consumptions")
    assert (row["lot_code"], row["qty"]) == ("00123", Decimal("0.000001"))
    assert row["started_at"] == dt.datetime(2026, 1, 12, 10, 31, 5)  # noqa: DTZ001
    assert (row["ended_at"], row["ended_at_offset"]) == (dt.datetime(2026, 1, 12, 2, 31), 0)  # noqa: DTZ001
    assert row["raw_text"] is None
    assert row["source_row"] == 1
    assert '"tags"' in row["extra"]


def test_booleans_and_dates_are_read(house: House) -> None:
    content = parquet(
        partner_code=["P"],
        is_supplier=[True],
        contact_verified_date=[dt.date(2026, 1, 2)],
    )
    house.land({"erp_partners.parquet": content})
    (row,) = house.rows("erp_partners")
    assert (row["is_supplier"], row["contact_verified_date"]) == (True, dt.date(2026, 1, 2))


@pytest.mark.parametrize(
    ("values", "rule", "lot"),
    [
        (pa.array([123]), "TY-01", "123"),
        (pa.array([123.0]), "TY-02", "123.0"),
        (pa.array([dt.date(2026, 3, 4)]), "TY-06", "2026-03-04"),
        (pa.array([Decimal(123)], pa.decimal128(10, 0)), "TY-01", "123"),
        (pa.array([Decimal(123)], pa.decimal128(10, 2)), "TY-02", "123.00"),
        (pa.array([123]).dictionary_encode(), "TY-01", "123"),
        (pa.array([True]), "TY-19", "true"),
        (pa.array([["L", "M"]]), "TY-18", '["L", "M"]'),
    ],
)
def test_a_lot_that_is_no_text_shows_as_such(
    house: House, values: Any, rule: str, lot: str
) -> None:
    content = parquet(consumption_id=["1"], item_code=["A"], lot_code=values)
    (load,) = house.land({"mes_consumptions.parquet": content}).loads
    assert [finding.rule_id for finding in load.findings] == [rule]
    assert house.rows("mes_consumptions")[0]["lot_code"] == lot


@pytest.mark.parametrize("kind", [pa.float64(), pa.float32()])
def test_floats_have_their_shortest_text(house: House, kind: Any) -> None:
    content = parquet(consumption_id=["1"], item_code=["A"], qty=pa.array([0.1], kind))
    house.land({"mes_consumptions.parquet": content})
    (row,) = house.rows("mes_consumptions")
    assert (row["qty"], row["raw_text"]) == (Decimal("0.100000"), None)


@pytest.mark.parametrize("content", [b"", b"PAR1 no parquet at all", parquet(a=["1"])[:-10]])
def test_a_file_that_is_not_whole_is_refused(house: House, content: bytes) -> None:
    with pytest.raises(RefusedLoadError):
        house.land({"mes_consumptions.parquet": content})


def test_csv_and_parquet_of_one_contract_land_together(house: House) -> None:
    house.land(
        {
            "mes_consumptions_1.parquet": parquet(consumption_id=["1"], item_code=["A"]),
            "mes_consumptions_2.csv": "consumption_id,item_code\n2,A\n",
        }
    )
    assert [row["consumption_id"] for row in house.rows("mes_consumptions")] == ["1", "2"]


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary()])
def test_bytes_are_text_where_they_are_utf8_and_never_garbled(house: House, kind: Any) -> None:
    def landed(lot: bytes, photo: bytes) -> bytes:
        lots, photos = pa.array([lot], kind), pa.array([photo], kind)
        return parquet(consumption_id=["1"], item_code=["A"], lot_code=lots, photo=photos)

    with pytest.raises(RefusedLoadError, match="lot_code holds bytes that are not UTF-8"):
        house.land({"mes_consumptions.parquet": landed("批1".encode("gbk"), b"x")})
    house.land({"mes_consumptions.parquet": landed("批1".encode(), b"\xff\xd8")})
    assert house.rows("mes_consumptions")[0]["lot_code"] == "批1"
