package dev.ringback.testkit.invariant;

import dev.ringback.stack.SipStack;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;

/// Nothing is left over: no transaction, timer or question when the network is quiet, and at no
/// time more timers than the transactions and the core need.
public final class TablesEmpty implements Invariant {
    /// The most timers that one transaction runs: its limit, its repetition, and the 100 of a
    /// server.
    private static final int TIMERS_PER_TRANSACTION = 3;

    /// Makes it for one run.
    public TablesEmpty() {}

    @Override
    public void afterEvent(Simulation simulation) {
        for (SimNode node : simulation.nodes()) {
            if (node.running()) {
                timersHaveOwners(node);
            }
        }
    }

    @Override
    public void whenQuiet(Simulation simulation) {
        for (SimNode node : simulation.nodes()) {
            if (node.running()) {
                empty(node);
            }
        }
    }

    private static void timersHaveOwners(SimNode node) {
        int core = node.coreTimers();
        int most = core + TIMERS_PER_TRANSACTION * node.stack().transactionCount();
        int timers = node.stack().timerCount();
        if (core >= 0 && timers > most) {
            throw new AssertionError(
                    "%s runs %d timers for %d transactions; its core has %d of them"
                            .formatted(node.name(), timers, node.stack().transactionCount(), core));
        }
    }

    private static void empty(SimNode node) {
        SipStack stack = node.stack();
        if (stack.transactionCount() + stack.timerCount() + stack.questionCount() > 0) {
            throw new AssertionError(
                    "%s is quiet but has %d transactions, %d timers, %d questions"
                            .formatted(
                                    node.name(),
                                    stack.transactionCount(),
                                    stack.timerCount(),
                                    stack.questionCount()));
        }
    }
}
