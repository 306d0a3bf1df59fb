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

    private RegisterRows() {}

    static void plain(Visit visit) throws InterruptedException {
        Load load = Load.registrations().with("users", Launcher.SECRET_USERS);
        measure(visit, visit.shared(Setup.PROXY), "register", load);
    }

    static void digest(Visit visit) throws InterruptedException {
        Load load =
                Load.registrations()
                        .with("users", Launcher.SECRET_USERS)
                        .with("secret", Place.SECRET);
        measure(visit, visit.shared(Setup.DIGEST), "digest", load);
    }

    private static void measure(Visit visit, Session session, String name, Load registrations)
            throws InterruptedException {
        Plan plan = visit.plan();
        session.once(
                "warm-" + name,
                () ->
                        session.load(
                                registrations
                                        .atRate(WARM_UP_RATE)
                                        .times((long) WARM_UP_RATE * plan.warmUp() / 2)));
        String what = name.equals("digest") ? "REGISTER with Digest" : "REGISTER";
        for (int i = 0; i < plan.repetitions(); i++) {
            for (int rate : RATES) {
                Load load = registrations.atRate(rate).times((long) rate * plan.seconds());
                Session.Reading reading = session.measure(load);
                String text = "%s, CPU at %,d/s".formatted(what, rate);
                visit.add(new Measure(name + "-" + rate, text, "us"), reading.cpu());
                visit.judge(what + " at " + rate + "/s", load, reading.outcome());
            }
        }
    }
}
