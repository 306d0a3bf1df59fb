package dev.ringback.bench.run;

import dev.ringback.bench.run.report.Contender;
import dev.ringback.bench.run.report.Goal;
import java.util.List;

/// What Ringback has to reach, by the ids of measures.
final class Goals {
    static final List<Goal> ALL =
            List.of(
                    Goal.atMost("udp-1000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("udp-1000", Contender.JAIN, 0.25),
                    Goal.atMost("udp-2000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("udp-2000", Contender.JAIN, 0.25),
                    Goal.atLeast("udp-clean", Contender.KAMAILIO, 1.2),
                    Goal.atLeast("udp-clean", Contender.JAIN, 5.0),
                    Goal.atMost("tcp-1000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("tcp-2000", Contender.KAMAILIO, 1.0),
                    Goal.atLeast("tcp-clean", Contender.KAMAILIO, 1.2),
                    Goal.atMost("recorded-ratio", 1.05),
                    Goal.atMost("stateless-1000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("stateless-2000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("register-1000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("register-2000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("register-4000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("digest-1000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("digest-2000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("digest-4000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("kept-5000", Contender.KAMAILIO, 2.0),
                    Goal.atMost("kept-p99-5000", 20_000),
                    Goal.atMost("kept-binding", 1_200),
                    Goal.atMost("kept-restart", 5_000),
                    Goal.atMost("expiry-delay", 50),
                    Goal.atMost("latency-p50", Contender.KAMAILIO, 1.2),
                    Goal.atMost("latency-p99", Contender.KAMAILIO, 2.0),
                    Goal.atMost("latency-p99", Contender.JAIN, 0.1),
                    Goal.atMost("latency-p999", 5_000),
                    Goal.atMost("start-ready", 600),
                    Goal.atMost("binding-1000000", 1_200),
                    Goal.atMost("connection", 4_096),
                    Goal.atMost("slowloris-with-ratio", 1.1),
                    Goal.atMost("black-holes-with-ratio", 1.1),
                    Goal.atMost("heap-faults", 0));

    private Goals() {}
}
