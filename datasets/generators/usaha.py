"""The invented businesses of the course, with the figures that recur in every synthetic file.

Bu Sari (Josari) makes jenang in batches of 40 packs. One batch costs Rp500.000, so HPP is Rp12.500 a pack;
at Rp20.000 the margin is 37,5% and the markup 60%. Fixed costs of Rp1.500.000 a month against Rp7.500 a
pack put break-even at 200 packs (5 batches) a month.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Product:
    """What one unit sells for and costs, in Rupiah."""

    name: str
    unit: str
    price: int
    cost: int

    @property
    def margin(self) -> float:
        return (self.price - self.cost) / self.price

    @property
    def markup(self) -> float:
        return (self.price - self.cost) / self.cost


JENANG = Product("Jenang ketan", "pak", 20_000, 12_500)
SATE = Product("Sate ayam", "10 tusuk", 15_000, 9_000)
BATIK = Product("Batik ciprat", "lembar", 175_000, 122_500)
"""Margin 37,5%, 40% and 30%."""

BATCH_PACKS = 40
FIXED_COST_PER_MONTH = 1_500_000
RESELLER_PRICE = 17_500

BATCH_COSTS = (
    # item, kind, amount, unit, price of one unit; sums to Rp500.000
    ("Beras ketan", "bahan", 8, "kg", 15_000),
    ("Gula merah", "bahan", 6, "kg", 20_000),
    ("Kelapa", "bahan", 10, "butir", 7_000),
    ("Kemasan dan label", "bahan", 40, "lembar", 1_250),
    ("Tenaga mengaduk", "tenaga", 2, "orang", 50_000),
    ("Gas", "overhead", 1, "tabung", 22_000),
    ("Listrik dan air", "overhead", 1, "kali masak", 18_000),
)
