"""The page's seeded random source (src/core/random/seeded-random.ts) once more, so that both sides draw the same numbers."""

import math

import numpy as np

WORD = 0xFFFFFFFF


class Random:
    def __init__(self, seed):
        self.a, self.b, self.c, self.counter = seed & WORD, 0x9E3779B9, 0x243F6A88, 1
        self.spare = None
        for _ in range(15):
            self.next()

    def next(self):
        result = (self.a + self.b + self.counter) & WORD
        self.counter = (self.counter + 1) & WORD
        self.a = self.b ^ (self.b >> 9)
        self.b = (self.c + (self.c << 3)) & WORD
        self.c = ((((self.c << 21) & WORD) | (self.c >> 11)) + result) & WORD
        return result

    def uniform(self):
        return self.next() / 2**32

    def integer(self, low, high):
        return low + math.floor(self.uniform() * (high - low + 1))

    def normal(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        angle = 2 * math.pi * self.uniform()
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)

    def normals(self, shape):
        return np.array([self.normal() for _ in range(math.prod(shape))], dtype=np.float32).reshape(shape)
