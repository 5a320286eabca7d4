"""The whole factory, played from a seed."""

from __future__ import annotations

import datetime as dt

from tests.recall.second_factory.storing import Storing
from tests.recall.second_factory.world import BOUGHT


class Factory(Storing):
    """Every act there is, in a random order that the seed fixes."""

    def play(self, steps: int) -> Factory:
        for name in BOUGHT * 3:
            self.receive(name)
        acts = {
            self.receive: 22, self.produce: 30, self.ship: 16, self.take_back: 5,
            self.send_back: 3, self.drop_ship: 3, self.transfer: 7, self.scrap: 3, self.count: 4,
            self.loose: 5, self.disassemble: 4, self.repack: 4, self.rework: 4,
        }  # fmt: skip
        names, weights = list(acts), list(acts.values())
        for _ in range(steps):
            self.random.choices(names, weights)[0]()
            if self.random.random() < 0.4:
                self.day += dt.timedelta(days=1)
        return self
