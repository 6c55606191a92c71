"""Settings of the C libraries below torch, which they read once, when the process starts."""
import os
import sys

# glibc returns every large block to the system and faults it in again; keeping the memory is 10-20 % faster.
MALLOC = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": "99999999999", "MALLOC_TOP_PAD_": "268435456",
          "MALLOC_ARENA_MAX": "1", "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
# A thread that waits for the other one sleeps: on a busy machine the other one needs its processor.
THREADS = {"OMP_WAIT_POLICY": "PASSIVE"}


def settle():
    """Starts the script once more with these settings, unless it has them; before torch is imported."""
    if sys.platform == "linux" and "MALLOC_MMAP_MAX_" not in os.environ:
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **MALLOC, **THREADS})
