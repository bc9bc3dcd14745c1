"""Small finite groups and fields, of which rounds at tables are made.

An element is a number from 0 on; its digits in base `prime` are the coefficients of a polynomial
(Lidl and Niederreiter, Finite Fields, 1997). Small enough that nothing is precomputed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers 0 to order - 1, added digit by digit in base `prime`; a field if `modulus` is there.

    A cyclic group has one digit. `modulus`: the polynomial by which products are reduced.
    """

    order: int
    prime: int
    modulus: tuple[int, ...] | None

    def plus(self, a: int, b: int, sign: int = 1) -> int:
        """The sum, or with -1 the difference."""
        if self.prime == self.order:
            return (a + sign * b) % self.order
        pairs = zip(self.digits(a), self.digits(b), strict=True)
        return self.number([(x + sign * y) % self.prime for x, y in pairs])

    def times(self, a: int, b: int) -> int:
        """The product in the field."""
        assert self.modulus is not None
        product = _product(self.digits(a), self.digits(b), self.prime)
        return self.number(_remainder(product, self.modulus, self.prime))

    def digits(self, number: int) -> list[int]:
        """The coefficients, the lowest first."""
        digits, size = [], 1
        while size < self.order:
            digits.append(number // size % self.prime)
            size *= self.prime
        return digits

    def number(self, digits: Sequence[int]) -> int:
        """The element with these coefficients."""
        return sum(digit * self.prime**place for place, digit in enumerate(digits))


@lru_cache(maxsize=64)
def group_of(order: int) -> Group:
    """The field of that many elements if there is one, else the cyclic group."""
    prime = next((p for p in range(2, order + 1) if order % p == 0), 1)
    degree, size = 0, 1
    while size < order:
        size, degree = size * prime, degree + 1
    if order == 1 or size != order:
        return Group(order, order, None)
    return Group(order, prime, _irreducible(prime, degree))


def _irreducible(prime: int, degree: int) -> tuple[int, ...]:
    """A polynomial of that degree that no smaller one divides; coefficients from the lowest."""
    field = Group(prime**degree, prime, None)
    for low in range(field.order):
        candidate = (*field.digits(low), 1)
        smaller = (
            (*Group(prime**d, prime, None).digits(n), 1)
            for d in range(1, degree // 2 + 1)
            for n in range(prime**d)
        )
        if all(any(_remainder(list(candidate), divisor, prime)) for divisor in smaller):
            return candidate
    raise AssertionError("there is one of each degree")


def _product(a: Sequence[int], b: Sequence[int], prime: int) -> list[int]:
    product = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            product[i + j] = (product[i + j] + x * y) % prime
    return product


def _remainder(dividend: list[int], divisor: Sequence[int], prime: int) -> list[int]:
    """What is left of a division by a polynomial whose highest coefficient is 1."""
    rest, degree = list(dividend), len(divisor) - 1
    while len(rest) > degree:
        factor = rest.pop()
        for place in range(degree):
            at = len(rest) - degree + place
            rest[at] = (rest[at] - factor * divisor[place]) % prime
    return rest
