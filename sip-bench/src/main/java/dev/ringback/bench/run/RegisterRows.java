package dev.ringback.bench.run;

import dev.ringback.bench.run.contender.Launcher;
import dev.ringback.bench.run.contender.Place;
import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.load.Load;
import dev.ringback.bench.run.report.Measure;

/// The rows about registrations: each REGISTER refreshes the binding of one of 20,000 users.
final class RegisterRows {
    private static final int[] RATES = {1000, 2000, 4000};
    private static final int WARM_UP_RATE = 4000;

    private static final int[] KEPT_RATES = {1000, 2000, 5000};

    private RegisterRows() {}

    static void plain(Visit visit) throws InterruptedException {
        Load load = Load.registrations().with("users", Launcher.SECRET_USERS);
        measure(visit, visit.shared(Setup.PROXY), "register", load, RATES);
    }

    /// Ringback answers once the binding is on disk, the others have it in memory alone.
    static void kept(Visit visit) throws InterruptedException {
        Load load = Load.registrations().with("users", Launcher.SECRET_USERS);
        measure(visit, visit.shared(Setup.KEPT), "kept", load, KEPT_RATES);
    }

    static void digest(Visit visit) throws InterruptedException {
        Load load =
                Load.registrations()
                        .with("users", Launcher.SECRET_USERS)
                        .with("secret", Place.SECRET);
        measure(visit, visit.shared(Setup.DIGEST), "digest", load, RATES);
    }

    private static void measure(
            Visit visit, Session session, String name, Load registrations, int[] rates)
            throws InterruptedException {
        Plan plan = visit.plan();
        session.once(
                "warm-" + name,
                () ->
                        session.load(
                                registrations
                                        .atRate(WARM_UP_RATE)
                                        .times((long) WARM_UP_RATE * plan.warmUp() / 2)));
        String what =
                switch (name) {
                    case "digest" -> "REGISTER with Digest";
                    case "kept" -> "REGISTER on disk";
                    default -> "REGISTER";
                };
        for (int i = 0; i < plan.repetitions(); i++) {
            for (int rate : rates) {
                Load load = registrations.atRate(rate).times((long) rate * plan.seconds());
                Session.Reading reading = session.measure(load);
                String text = "%s, CPU at %,d/s".formatted(what, rate);
                visit.add(new Measure(name + "-" + rate, text, "us"), reading.cpu());
                String p99 = "%s, wait at %,d/s, p99".formatted(what, rate);
                visit.add(
                        new Measure(name + "-p99-" + rate, p99, "us"),
                        reading.outcome().latency("register", "p99"));
                visit.judge(what + " at " + rate + "/s", load, reading.outcome());
            }
        }
    }
}
