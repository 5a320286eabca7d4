"""Master data: whether what a trace needs to know is on file (MD)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

CHECKS: tuple[CatalogueCheck, ...] = (
    CatalogueCheck(
        "MD-01",
        "master_data",
        ("S1",),
        "Order without bill of materials",
        "工单无BOM",
        "A closed work order made something and no bill of materials is on record for it, "
        "though more than half of such orders of its site have one. Rework, repacking, pilots "
        "and taking apart are left out.",
        "已关闭工单有产出却没有BOM记录，而同厂超过一半的此类工单有。返工、重新包装、试产和拆解除"
        "外。",
        "Deliver the components of the order as they were when it ran.",
        "提供工单运行时的组件清单。",
        "finding",
    ),
    CatalogueCheck(
        "MD-02",
        "master_data",
        ("S2",),
        "Alternates not defined",
        "替代料未定义",
        "A work order used a declared substitute, and its bill of materials offers the item in "
        "no group of alternates.",
        "工单使用了标明的替代料，而其BOM的替代组中没有该物料。",
        "Define the alternate in the bill of materials.",
        "在BOM中定义替代料。",
        "finding",
    ),
    CatalogueCheck(
        "MD-03",
        "master_data",
        ("S1",),
        "Customer without contact",
        "客户无联系方式",
        "A customer that was shipped to has neither e-mail nor phone nor after-hours phone on "
        "file, nor has the partner it belongs to. Where no customer of the site has any, they "
        "were not delivered.",
        "已发货的客户及其上级均无电子邮件、电话或非工作时间电话。若该厂所有客户都没有，视为未提"
        "供。",
        "Get a contact that answers at any hour, and enter it in the source.",
        "取得任何时间可联系的方式，并在源系统录入。",
        "finding",
    ),
    CatalogueCheck(
        "MD-04",
        "master_data",
        ("S2",),
        "Address missing",
        "地址缺失",
        "A ship-to partner that was shipped to, or a site, has no address on file. Where no "
        "partner of the site has any, they were not delivered.",
        "已发货的收货方或工厂没有地址。若该厂所有往来单位都没有，视为未提供。",
        "Enter the address in the source.",
        "在源系统录入地址。",
        "finding",
    ),
)
