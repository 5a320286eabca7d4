"""Files to propose a profile for, and short ways to do it."""

from __future__ import annotations

from ingestion.profile_new.new_profile import NewProfile, new_profile
from tests.ingestion.conftest import House

SAP = (
    "MBLNR;MJAHR;ZEILE;BWART;MATNR;WERKS;LGORT;CHARG;MENGE;MEINS;AUFNR;BUDAT;SHKZG\n"
    "4900001;2026;1;101;00123;P10;0001;HON-1;200;KG;;20260105;S\n"
    "4900001;2026;2;261;00123;P10;0001;HON-1;20;KG;7001;20260106;H\n"
)
ISSUES = (
    "单据编号,行号,日期,生产订单编号,物料编码,物料名称,批号,实发数量,单位,仓库,备注\n"
    "LL001,1,2026/1/5,WO1,00123,蜂蜜,HON-1,20,kg,W1,\n"
    "LL001,2,2026/1/15 8:05,WO1,00124,瓶,JAR-1,40,个,W1,碎一只\n"
)
RECEIPTS = (
    "Receipt No.,Line,Material,Vendor,Vendor Batch,Batch,Quantity,Unit,Receipt Date\n"
    "R1,10,00123,V1,X-7,B1,5,kg,2026-01-05\n"
    "R1,20,A,V1,,,7.5,kg,2026-01-06 07:30\n"
)


def propose(house: House, files: dict[str, str | bytes], **options: str) -> NewProfile:
    folder = house.drop(files)
    paths = [folder / name for name in files]
    return new_profile(paths, house.settings, folder=house.folder / "made", **options)


def mapped(made: NewProfile, contract: str) -> dict[str, str]:
    (table,) = [t for t in made.tables if t.decided and t.decided.contract == contract]
    assert table.decided
    return dict(table.decided.columns)
