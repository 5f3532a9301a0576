#!/usr/bin/env python3
"""The emulated internet: carries packets between TUN devices of two network namespaces, late, lossy or not at all.

It stands in for `tc netem`, which many kernels lack, and needs nothing but Python's standard library and root.

    wan.py SEED LINK:NAMESPACE:DEVICE:NAMESPACE:DEVICE ...

Each link joins two devices, and has two directions: `up`, from the first device to the second, and `down`. Commands come on
standard input, one a line, each answered by a line on standard output; when the input ends, so does the program:

    set LINK|* up|down|both KEY=VALUE ...    answered by `ok`
    count                                    answered by a JSON object: packets, lost and bytes, by direction

delay, jitter   ms
loss, duplication, reordering    chances, 0 to 1
rate            kbit/s, 0 for no limit
cut             1: everything is lost
"""

import ctypes
import fcntl
import heapq
import json
import os
import random
import select
import struct
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN_NO_PI = 0x0001 | 0x1000
PR_SET_TIMERSLACK = 29
TWICE_AFTER_S = 0.0005
# After so many packets of one device, the others get their turn.
READS_AT_ONCE = 64

libc = ctypes.CDLL(None, use_errno=True)


class Direction:
    """One direction of a link: what it does to packets, and what it has done."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.delay = self.jitter = self.loss = self.duplication = self.reordering = self.rate = self.cut = 0.0
        self.packets = self.lost = self.bytes = 0
        self.free_at = 0.0  # when the last packet has left, if there is a rate

    def arrivals(self, size, now):
        """When a packet that is sent now arrives: never, once or twice."""
        self.packets += 1
        self.bytes += size
        chance = self.random.random
        if self.cut or chance() < self.loss:
            self.lost += 1
            return []
        left_at = now
        if self.rate:
            self.free_at = max(self.free_at, now) + size * 8 / (self.rate * 1000)
            left_at = self.free_at
        at = left_at
        # A packet that overtakes does not wait, as in netem.
        if not (self.reordering and chance() < self.reordering):
            at += self.delay / 1000
            if self.jitter:
                at += self.random.uniform(-1, 1) * self.jitter / 1000
        if self.duplication and chance() < self.duplication:
            return [at, at + TWICE_AFTER_S]
        return [at]


def open_tun(namespace, device):
    """Attaches to a TUN device of another namespace. The file descriptor works from anywhere."""
    with open(f"/var/run/netns/{namespace}") as file:
        if libc.setns(file.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), f"setns {namespace}")
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TUN_NO_PI))
    return tun


def open_links(seed, specs):
    """Returns the directions by name, and for each source device its direction and the device at the other end."""
    directions, routes = {}, {}
    for spec in specs:
        link, first_ns, first_device, second_ns, second_device = spec.split(":")
        first, second = open_tun(first_ns, first_device), open_tun(second_ns, second_device)
        for way, source, target in (("up", first, second), ("down", second, first)):
            name = f"{link}.{way}"
            directions[name] = Direction(f"{seed}/{name}")
            routes[source] = (directions[name], target)
    return directions, routes


def obey(line, directions):
    """Executes one line of the input, and returns the answer."""
    verb, *words = line.split()
    if verb == "count":
        return json.dumps({
            name: {"packets": it.packets, "lost": it.lost, "bytes": it.bytes} for name, it in directions.items()
        })
    link, way, *settings = words
    for name, direction in directions.items():
        its_link, its_way = name.split(".")
        if link in ("*", its_link) and way in ("both", its_way):
            for setting in settings:
                key, value = setting.split("=")
                if not isinstance(getattr(direction, key, None), float):
                    return f"error: there is nothing called {key}"
                setattr(direction, key, float(value))
    return "ok"


def run(directions, routes):
    underway = []  # a heap of (when, order of sending, device, packet)
    sent = 0
    commands = b""
    while True:
        now = time.monotonic()
        while underway and underway[0][0] <= now:
            _, _, target, packet = heapq.heappop(underway)
            try:
                os.write(target, packet)
            except OSError:
                pass  # a full queue or a device that is down loses packets, as networks do
        # Not epoll, because its timeouts are whole milliseconds: each hop would add half of one.
        wait = max(0.0, underway[0][0] - now) if underway else None
        for source in select.select([0, *routes], [], [], wait)[0]:
            if source == 0:
                received = os.read(0, 65536)
                if not received:
                    return
                *lines, commands = (commands + received).split(b"\n")
                for line in lines:
                    print(obey(line.decode(), directions), flush=True)
                continue
            direction, target = routes[source]
            for _ in range(READS_AT_ONCE):
                try:
                    packet = os.read(source, 65535)
                except BlockingIOError:
                    break
                for at in direction.arrivals(len(packet), time.monotonic()):
                    sent += 1
                    heapq.heappush(underway, (at, sent, target, packet))


if __name__ == "__main__":
    libc.prctl(PR_SET_TIMERSLACK, 1)  # wake on time, not within 50 µs of it
    links = open_links(sys.argv[1], sys.argv[2:])
    print("ready", flush=True)
    run(*links)
