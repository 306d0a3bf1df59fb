package dev.ringback.testkit.junit;

import dev.ringback.testkit.Simulation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets one thread of the application run at a time, and the simulation when all of them wait.
///
/// Threads take their turns in the order in which what they waited for came true. So a run depends
/// on the seed alone, as long as the application starts its threads here.
final class Turns {
    /// How long, in real time, a thread may wait for something else than the simulation.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// How long, in real time, the simulation waits for threads that it does not know when nothing
    /// is left to happen.
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Simulation simulation;
    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Thread, Actor> actors = new ConcurrentHashMap<>();
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Semaphore driving = new Semaphore(0);

    // guarded by the lock
    private final Deque<Actor> ready = new ArrayDeque<>();
    private @Nullable Actor running;
    private @Nullable Throwable failure;
    private boolean over;

    Turns(Simulation simulation, Duration limit) {
        this.simulation = simulation;
        this.limit = simulation.clock().now() + limit.toNanos();
    }

    /// Takes the calling thread in; it has the turn.
    void begin() {
        Actor first = new Actor(Thread.currentThread());
        actors.put(first.thread(), first);
        lock.lock();
        try {
            running = first;
        } finally {
            lock.unlock();
        }
        Thread _ = Thread.ofVirtual().name("simulation").start(this::drive);
    }

    /// Lets the calling thread out, and the simulation stop.
    void end() {
        lock.lock();
        try {
            over = true;
            running = null;
        } finally {
            lock.unlock();
        }
        actors.remove(Thread.currentThread());
        driving.release();
    }

    /// Starts a thread, which runs when it is its turn.
    void start(String name, Runnable task) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> run(task));
        Actor actor = new Actor(thread);
        actors.put(thread, actor);
        lock.lock();
        try {
            ready.add(actor);
        } finally {
            lock.unlock();
        }
        thread.start();
        nudge();
    }

    private void run(Runnable task) {
        Actor self = actors.get(Thread.currentThread());
        if (self == null) {
            throw new IllegalStateException("not started here");
        }
        self.turn().acquireUninterruptibly();
        try {
            task.run();
        } finally {
            actors.remove(self.thread());
            pass();
        }
    }

    /// Has the simulation do something at its present time.
    void order(Runnable action) {
        orders.add(action);
        nudge();
    }

    /// Waits for a future while others run and the time passes.
    <T> T await(CompletableFuture<T> future) throws ExecutionException, InterruptedException {
        Actor self = actors.get(Thread.currentThread());
        if (self == null || future.isDone()) {
            nudge();
            return future.get();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        boolean interrupted = rested(self, future);
        broken();
        if (interrupted && !future.isDone()) {
            throw new InterruptedException();
        }
        if (interrupted) {
            self.thread().interrupt();
        }
        return future.get();
    }

    private boolean rested(Actor self, CompletableFuture<?> future) {
        long wait = began(self);
        var _ = future.whenComplete((_, _) -> wake(self, wait));
        pass();
        boolean interrupted = false;
        try {
            self.turn().acquire();
        } catch (InterruptedException _) {
            interrupted = true;
            wake(self, wait);
            self.turn().acquireUninterruptibly();
        }
        return interrupted;
    }

    private long began(Actor self) {
        lock.lock();
        try {
            return self.waiting();
        } finally {
            lock.unlock();
        }
    }

    private void wake(Actor actor, long wait) {
        lock.lock();
        try {
            if (actor.wakes(wait)) {
                ready.add(actor);
            }
        } finally {
            lock.unlock();
        }
        nudge();
    }

    /// Gives the turn to who is ready, else to the simulation.
    private void pass() {
        lock.lock();
        try {
            running = ready.poll();
            if (running == null) {
                driving.release();
            } else {
                running.turn().release();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The simulation may sleep because nothing was left to happen.
    private void nudge() {
        lock.lock();
        try {
            if (running == null) {
                driving.release();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Fails where the simulation did.
    void broken() {
        Throwable why = why();
        if (why != null) {
            throw new AssertionError(why.getMessage(), why);
        }
    }

    private @Nullable Throwable why() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /// The threads of the application that have not ended.
    List<Thread> threads() {
        return List.copyOf(actors.keySet());
    }

    // -- the simulation's own thread

    private void drive() {
        while (true) {
            boolean asked = acquired(PATIENCE);
            if (isOver()) {
                return;
            }
            if (asked) {
                turn();
            } else {
                watch();
            }
        }
    }

    private boolean acquired(Duration most) {
        try {
            boolean acquired = driving.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
            driving.drainPermits();
            return acquired;
        } catch (InterruptedException _) {
            return true;
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /// Lets things happen until somebody is ready.
    private void turn() {
        boolean late = false;
        while (!handedOn()) {
            if (progressed()) {
                late = false;
            } else if (late) {
                stuck();
                return;
            } else {
                late = true;
                if (!acquired(GRACE) && isOver()) {
                    return;
                }
            }
        }
    }

    /// Whether a thread of the application runs, or was made to.
    private boolean handedOn() {
        lock.lock();
        try {
            if (running == null && !over) {
                running = ready.poll();
                if (running != null) {
                    running.turn().release();
                }
            }
            return running != null || over;
        } finally {
            lock.unlock();
        }
    }

    private boolean progressed() {
        try {
            boolean ordered = false;
            for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                simulation.after(Duration.ZERO, "", order);
                ordered = true;
            }
            boolean advanced = simulation.advance();
            if (simulation.clock().now() > limit) {
                throw new AssertionError(
                        "the test takes more virtual time than it may\n"
                                + simulation.trace().ladder());
            }
            return advanced || ordered;
        } catch (RuntimeException | AssertionError e) {
            fail(e);
            return true;
        }
    }

    private void stuck() {
        List<String> waiting = new ArrayList<>();
        actors.values().forEach(actor -> waiting.add(actor.thread().getName()));
        fail(
                new AssertionError(
                        "all wait and nothing is left to happen; waiting: "
                                + waiting
                                + "\n"
                                + simulation.trace().ladder()));
    }

    /// Everybody who waits gets the failure.
    void fail(Throwable why) {
        lock.lock();
        try {
            if (failure == null) {
                failure = why;
            }
            for (Actor actor : actors.values()) {
                if (actor.waits()) {
                    actor.waiting();
                    actor.wakes(actor.waiting());
                    ready.add(actor);
                }
            }
        } finally {
            lock.unlock();
        }
        nudge();
    }

    /// A thread that has had the turn for long in real time and waits for something else.
    private void watch() {
        Actor actor;
        lock.lock();
        try {
            actor = running;
        } finally {
            lock.unlock();
        }
        if (actor == null) {
            return;
        }
        Thread.State state = actor.thread().getState();
        if (state == Thread.State.WAITING || state == Thread.State.BLOCKED) {
            AssertionError why =
                    new AssertionError(
                            actor.thread().getName()
                                    + " waits for something that the simulation does not know, and"
                                    + " so the time stands still: wait with SipWorld.await");
            why.setStackTrace(actor.thread().getStackTrace());
            fail(why);
            actor.thread().interrupt();
        }
    }
}
