package dev.ringback.it.cut;

import static dev.ringback.it.cut.Call.Side.CALLEE;
import static dev.ringback.it.cut.Call.Side.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A connection is cut in every phase of a call, on either side, over every stream transport and in
/// every way. All cases run at once against one server; afterwards a further call works, and of all
/// of them nothing is left in the server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CutConnectionsTest {
    /// 64 times T1, after which the last transaction ends, and time for a busy machine.
    private static final Duration TIMERS = Duration.ofSeconds(60);

    /// How many set up their connections at once.
    private static final int AT_ONCE = 40;

    private static final List<Row> TABLE =
            List.of(
                    new Row(Phase.INVITE_SENT, CALLEE, Ending.CALLER_HEARS_480),
                    new Row(Phase.TRYING, CALLEE, Ending.CALLER_HEARS_480_LATE),
                    new Row(Phase.RINGING, CALLEE, Ending.CALLER_HEARS_480_LATE),
                    new Row(Phase.ANSWERED, CALLEE, Ending.BYE_IS_480),
                    new Row(Phase.TALKING, CALLEE, Ending.BYE_IS_480),
                    new Row(Phase.REINVITED, CALLEE, Ending.REINVITE_IS_480),
                    new Row(Phase.BYE_SENT, CALLEE, Ending.BYE_UNDER_WAY_IS_480),
                    new Row(Phase.CANCELLED, CALLEE, Ending.CALLER_HEARS_487),
                    new Row(Phase.INVITE_SENT, CALLER, Ending.CALLEE_IS_CANCELLED),
                    new Row(Phase.TRYING, CALLER, Ending.CALLEE_IS_CANCELLED),
                    new Row(Phase.RINGING, CALLER, Ending.CALLEE_IS_CANCELLED),
                    new Row(Phase.ANSWERED, CALLER, Ending.BYE_IS_480),
                    new Row(Phase.TALKING, CALLER, Ending.BYE_IS_480),
                    new Row(Phase.REINVITED, CALLER, Ending.REINVITE_IS_CANCELLED),
                    new Row(Phase.BYE_SENT, CALLER, Ending.CALLEE_ANSWERS_BYE),
                    new Row(Phase.CANCELLED, CALLER, Ending.CALLEE_ANSWERS_CANCEL),
                    new Row(Phase.TRYING, CALLEE, Ending.CALLEE_RETURNS_AND_ANSWERS),
                    new Row(Phase.RINGING, CALLEE, Ending.CALLEE_RETURNS_AND_ANSWERS),
                    new Row(Phase.ANSWERED, CALLEE, Ending.CALLEE_RETURNS_AND_REPEATS),
                    new Row(Phase.TALKING, CALLEE, Ending.RETURNS_AND_TALKS),
                    new Row(Phase.REINVITED, CALLEE, Ending.RETURNS_AFTER_REINVITE),
                    new Row(Phase.ANSWERED, CALLER, Ending.CALLER_RETURNS_AND_ACKNOWLEDGES),
                    new Row(Phase.TALKING, CALLER, Ending.RETURNS_AND_TALKS));

    private final Map<Case, Future<Boolean>> running = new LinkedHashMap<>();
    private final AtomicInteger users = new AtomicInteger();
    private final Semaphore settingUp = new Semaphore(AT_ONCE);
    private ExecutorService executor;
    private Site site;
    private Map<String, Integer> before;

    /// What becomes of a call of which one side is cut off.
    record Row(Phase phase, Call.Side side, Ending ending) {}

    /// A row over one transport, cut in one way.
    record Case(Carrier carrier, Cut cut, Row row) {
        @Override
        public String toString() {
            return String.join(
                    " ",
                    carrier.name(),
                    cut.name(),
                    row.phase.name(),
                    row.side.name(),
                    row.ending.name());
        }
    }

    private static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Carrier carrier : Carrier.values()) {
            for (Cut cut : Cut.values()) {
                if (carrier != Carrier.TCP || cut != Cut.FAREWELL) {
                    TABLE.forEach(row -> cases.add(new Case(carrier, cut, row)));
                }
            }
        }
        return cases.stream();
    }

    @BeforeAll
    void cutAll() throws Exception {
        site = new Site();
        before = Census.of(site.pid());
        executor = Executors.newVirtualThreadPerTaskExecutor();
        cases().forEach(each -> running.put(each, executor.submit(() -> run(each))));
    }

    @AfterAll
    void close() {
        executor.shutdownNow();
        site.close();
    }

    private boolean run(Case of) throws Exception {
        int number = users.incrementAndGet();
        Party caller = new Party(site, of.carrier, "a" + number);
        Party callee = new Party(site, of.carrier, "b" + number);
        Call call = new Call(caller, callee, of.row.side);
        settingUp.acquire();
        try {
            caller.arrive();
            callee.arrive();
            of.row.phase.reach(call);
        } finally {
            settingUp.release();
        }
        call.lost().cut(of.cut);
        of.row.ending.play(call);
        call.lost().arrive();
        call.again();
        caller.leave();
        callee.leave();
        return true;
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Order(1)
    void theCallEndsWithACauseOrStandsAndAFurtherOneWorks(Case of) throws Exception {
        assertThat(Objects.requireNonNull(running.get(of)).get()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("registrations")
    @Order(2)
    void aRegistrationThatWasCutOffIsMadeAgain(Carrier carrier, Cut cut) throws IOException {
        Party caller = new Party(site, carrier, "c" + cut);
        Party callee = new Party(site, carrier, "d" + cut);
        callee.connect();
        callee.sendRegister(600);
        callee.cut(cut);
        callee.arrive();
        caller.arrive();
        new Call(caller, callee, CALLEE).again();
        caller.leave();
        callee.leave();
    }

    private static Stream<Object[]> registrations() {
        return cases().map(each -> List.of(each.carrier, each.cut)).distinct().map(List::toArray);
    }

    @Test
    @Order(3)
    void nothingIsLeft() {
        await().atMost(TIMERS)
                .pollInterval(Duration.ofSeconds(3))
                .untilAsserted(
                        () -> assertThat(Census.growth(before, Census.of(site.pid()))).isEmpty());
    }
}
