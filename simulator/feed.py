"""How an order is fed with one component at one place: lots mounted one after the other."""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import dataclass
from decimal import Decimal

from simulator.job import Job, Need
from simulator.ledger import LINE_STOCK, STORE
from simulator.plant import Plant
from simulator.stock import ZERO, Place, Portion
from simulator.truth import Lot


@dataclass(slots=True)
class Mount:
    """A lot at a place: what is left of the amount issued, when it was picked and mounted."""

    lot: Lot
    issued: Decimal
    left: Decimal
    picked_at: dt.datetime
    mounted_at: dt.datetime
    is_scanned: bool = True


class Feed:
    """One component of one order at one place; draws are told to the truth by the caller.

    What it needs is picked at once. is_mounted: its first lot is scanned at once as well.
    """

    def __init__(
        self,
        plant: Plant,
        job: Job,
        need: Need,
        order: str,
        place: Place,
        units: int,
        run: str,
        *,
        is_mounted: bool = True,
    ) -> None:
        self.need = need
        self._plant = plant
        self._job = job
        self._order = order
        self._run = run
        self._place = place
        self._picked: deque[tuple[Portion, dt.datetime]] = deque()
        self._mount: Mount | None = None
        self._adhoc: Lot | None = None
        self._has_scanned = False
        waste = 0 if need.is_counted else job.waste  # pieces fall by chance: more is fetched then
        wanted = units * need.per_unit * (1 + waste)
        self._pick(wanted + max(ZERO, place.hold_up - place.level))
        if is_mounted:
            self.ready()

    @property
    def item(self) -> str:
        """The component."""
        return self.need.item

    def ready(self) -> None:
        """Mount and scan the first lot, before the first unit is made."""
        if self._picked and self._mount is None:
            self._change_over()

    def draw(self) -> tuple[list[Portion], Decimal]:
        """Use what one unit of output takes; what was drawn, and how much of it is waste."""
        waste = self._waste()
        qty = self.need.per_unit + waste
        missing = qty + self._place.hold_up - self._place.level
        while missing > 0:
            portion = self._pour(missing, is_needed=qty > self._place.level)
            if portion is None:
                break
            missing -= portion[1]
        return self._place.draw(qty), waste

    def swap(self, lot: Lot | None) -> None:
        """From now on an unrecorded lot of the shelf is used; None = no longer."""
        self._adhoc = lot

    def close(self, *, is_mixed_return: bool = False) -> None:
        """End of the order: what was not used goes back to the shelf, with a scan."""
        mount, plant = self._mount, self._plant
        self._unmount()
        back: dict[Lot, Decimal] = {}
        for (lot, qty), picked_at in self._picked:
            if plant.switches.spare_lots:
                self._tell(Mount(lot, qty, qty, picked_at, picked_at), is_issue_only=True)
                back[lot] = qty
            else:
                self._keep(lot, -qty)
                plant.stock.put(self._job.site, lot, qty)
        if mount and mount.left:
            back[mount.lot] = back.get(mount.lot, ZERO) + mount.left
        if mount and is_mixed_return:
            for lot, qty in self._place.clear():
                if lot != mount.lot:
                    plant.truth.flow(lot, mount.lot, qty, plant.now(), "")
                back[mount.lot] = back.get(mount.lot, ZERO) + qty
        for lot, qty in back.items():
            self._return(lot, qty, is_seen=bool(mount and lot == mount.lot and mount.is_scanned))

    def _waste(self) -> Decimal:
        share = self.need.per_unit * self._job.waste
        if not self.need.is_counted:
            return share
        return Decimal(int(self._plant.random.random() < share))

    def _pick(self, qty: Decimal) -> None:
        for lot, taken in self._found(qty):
            self._picked.append(((lot, taken), self._plant.now()))
            self._keep(lot, taken)

    def _found(self, qty: Decimal) -> list[Portion]:
        """Take lots off the shelf for this order."""
        return self._plant.stock.pick(self._job.site, self.item, qty, self.need.pack)

    def _keep(self, lot: Lot, qty: Decimal) -> None:
        """What nobody fetches before it is needed lies on the shelf till then."""
        if not self._plant.switches.spare_lots:
            self._plant.stock.keep(self._job.site, lot, qty)

    def _pour(self, qty: Decimal, *, is_needed: bool) -> Portion | None:
        """Feed up to `qty` of the lot that is mounted, or of the next one; None at the end."""
        if self._adhoc and is_needed:
            stock = self._plant.stock
            held = stock.on_hand(self._job.site, self.item).get(self._adhoc, ZERO)
            if held >= qty:
                stock.take(self._job.site, self._adhoc, qty)
                self._place.pour((self._adhoc, qty))
                return self._adhoc, qty
        if self._mount is None or not self._mount.left:
            if not self._picked and is_needed:
                self._pick(max(qty, self.need.pack))
            if not self._picked:
                return None
            self._change_over()
        mount = self._mount
        assert mount is not None
        portion = mount.lot, min(qty, mount.left)
        mount.left -= portion[1]
        self._place.pour(portion)
        return portion

    def _change_over(self) -> None:
        self._unmount()
        (lot, qty), picked_at = self._picked.popleft()
        if not self._plant.switches.spare_lots:
            picked_at = self._plant.now()
        self._keep(lot, -qty)
        is_missed = self._has_scanned and self._plant.chance(
            self._plant.switches.unrecorded_change_over
        )
        self._mount = Mount(lot, qty, qty, picked_at, self._plant.now(), not is_missed)
        self._has_scanned = True

    def _unmount(self) -> None:
        """Tell the lot that leaves the place; it was scanned when it was mounted."""
        if self._mount:
            self._tell(self._mount, is_issue_only=not self._mount.is_scanned)
        self._mount = None

    def _tell(self, mount: Mount, *, is_issue_only: bool) -> None:
        records, uom = self._plant.records, self._plant.units[self.item]
        if is_issue_only:
            records.movement(
                "issue", mount.lot, mount.issued, uom, mount.picked_at, self._job.site,
                work_order_code=self._order, from_location=STORE, to_location=LINE_STOCK,
            )  # fmt: skip
            return
        records.consumption(
            mount.lot, mount.issued, uom, mount.mounted_at, self._order, self._job.site,
            self._place.code, picked_at=mount.picked_at, ended_at=self._plant.now(),
            kind=self.need.kind, run=self._run,
        )  # fmt: skip

    def _return(self, lot: Lot, qty: Decimal, *, is_seen: bool) -> None:
        plant, at = self._plant, self._plant.now()
        plant.stock.put(self._job.site, lot, qty)
        uom = plant.units[self.item]
        if is_seen:
            plant.records.consumption(
                lot, qty, uom, at, self._order, self._job.site, self._place.code, kind="return",
                run=self._run,
            )  # fmt: skip
            return
        plant.records.movement(
            "return_from_order", lot, qty, uom, at, self._job.site, work_order_code=self._order,
            from_location=LINE_STOCK, to_location=STORE,
        )  # fmt: skip
