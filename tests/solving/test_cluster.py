"""A real scheduler and two real workers on the loopback address, one of them killed in mid-run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from detente.errors import EngineError
from detente.solving.cluster import cluster
from detente.solving.robustness import robustness
from detente.solving.sweeping import BLOCK, Means, Plan
from solving.disputes import security_guarantees

pytest.importorskip("distributed")

PLAN = Plan(models=40 * BLOCK, seed=3)


def started(module, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--no-dashboard"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def scheduler(tmp_path):
    """The address of a scheduler with two workers, and the processes of the workers."""
    told = tmp_path / "scheduler.json"
    running = [
        started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", told)
    ]
    try:
        patience = time.monotonic() + 60
        while not told.exists() or not told.read_text():
            assert time.monotonic() < patience
            time.sleep(0.1)
        address = json.loads(told.read_text())["address"]
        workers = [
            started("dask_worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny")
            for _ in range(2)
        ]
        running += workers
        yield address, workers
    finally:
        for process in running:  # a worker that has lost its scheduler takes long to leave
            process.kill()
        for process in running:
            process.wait(timeout=30)


def counts_of(found):
    return {one: found.shaken.count(one) for one in found.conclusions}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_nothing_is_lost_with_a_worker(scheduler):
    address, workers = scheduler
    conflict = security_guarantees().under(russia="as_alleged")
    killed_at = []

    def kill(what, done, of):
        if what == "models" and not killed_at:
            killed_at.append(done)
            os.kill(workers[0].pid, signal.SIGKILL)

    with cluster(address) as executor:
        means = Means(executor=executor, progress=kill)
        found = robustness(conflict, plan=PLAN, means=means)
    assert workers[0].wait(timeout=30) == -signal.SIGKILL
    assert killed_at[0] < PLAN.models
    assert found.complete
    assert found.shaken.models == PLAN.models
    assert counts_of(found) == counts_of(robustness(conflict, plan=PLAN))


def test_a_scheduler_that_is_not_there_is_one_line(monkeypatch):
    monkeypatch.setattr("detente.solving.cluster.CONNECT", 1)
    with pytest.raises(EngineError, match="no scheduler answers"), cluster("tcp://127.0.0.1:1"):
        pass
