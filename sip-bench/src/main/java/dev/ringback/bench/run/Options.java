package dev.ringback.bench.run;

import dev.ringback.bench.run.report.Contender;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the command line says.
///
/// @param rows what to measure, in the order of the table
/// @param contenders who is measured
/// @param plan how long
/// @param out the folder for the results
/// @param port the first of three ports
/// @param list whether to list the rows and do nothing else
record Options(
        List<Row> rows, Set<Contender> contenders, Plan plan, Path out, int port, boolean list) {
    static final String HELP =
            """
            Usage: bench/run [OPTIONS]

            Measures Ringback beside Kamailio and a proxy on JAIN-SIP, on this machine and on the
            same work, and prints a table of medians, ratios and goals. Run it on a quiet machine.

                  --rows ROW,...         only these rows; what there are: --list
                  --contenders NAME,...  only these of ringback, kamailio and jain
              -q, --quick                a first look, without the longest rows
                  --rounds N             starts every contender so often (3; quick 1)
                  --noise PERCENT        a repetition is measured again when others used more of
                                         the machine than this (12; 100: never)
                  --out DIR              where the results go (target/bench): table.md,
                                         results.json, results.svg
                  --port PORT            the first of three free ports on the loopback (25060)
              -l, --list                 lists the rows and ends
                  --no-build             takes what was built last
              -h, --help                 prints this text

            RINGBACK_BENCH_LOAD names another load generator with the same options and the same
            output; see bench/README.md.

            Exit status: 0 measured, 1 something could not be measured, 2 wrong use or a tool is
            missing.
            """;

    private static final int LAST_PORT = 65_533;
    private static final int MOST_ROUNDS = 50;

    /// Reads the arguments.
    ///
    /// @throws WrongUse when one of them is not understood
    static Options parse(List<String> arguments) throws WrongUse {
        Deque<String> rest = new ArrayDeque<>(arguments);
        Plan plan = Plan.FULL;
        int rounds = 0;
        double noise = plan.noise();
        List<Row> rows = null;
        Set<Contender> contenders = EnumSet.allOf(Contender.class);
        Path out = Path.of("target/bench");
        int port = 25_060;
        boolean list = false;
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--rows" -> rows = rows(value(option, rest));
                case "--contenders" -> contenders = contenders(value(option, rest));
                case "-q", "--quick" -> plan = Plan.QUICK;
                case "--rounds" -> rounds = number(option, rest, MOST_ROUNDS);
                case "--noise" -> noise = number(option, rest, 100) / 100.0;
                case "--out" -> out = Path.of(value(option, rest));
                case "--port" -> port = number(option, rest, LAST_PORT);
                case "-l", "--list" -> list = true;
                default -> throw new WrongUse("unknown option " + option + " (see --help)");
            }
        }
        Plan chosen = (rounds == 0 ? plan : plan.withRounds(rounds)).withNoise(noise);
        List<Row> all = rows == null ? Row.usual(chosen.quick()) : rows;
        return new Options(all, contenders, chosen, out, port, list);
    }

    private static String value(String option, Deque<String> rest) throws WrongUse {
        String value = rest.poll();
        if (value == null || value.isEmpty()) {
            throw new WrongUse(option + " needs a value");
        }
        return value;
    }

    private static int number(String option, Deque<String> rest, int most) throws WrongUse {
        String value = value(option, rest);
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new WrongUse(option + " needs a number from 1 to " + most + ", not '" + value + "'");
    }

    private static List<Row> rows(String names) throws WrongUse {
        Set<Row> chosen = EnumSet.noneOf(Row.class);
        for (String name : names.split(",", -1)) {
            Row row = Row.named(name);
            if (row == null) {
                throw new WrongUse("there is no row '" + name + "' (see --list)");
            }
            chosen.add(row);
        }
        return List.copyOf(chosen);
    }

    private static Set<Contender> contenders(String names) throws WrongUse {
        Set<Contender> chosen = EnumSet.noneOf(Contender.class);
        for (String name : names.split(",", -1)) {
            List<Contender> found = new ArrayList<>(List.of(Contender.values()));
            found.removeIf(each -> !each.name().toLowerCase(Locale.ROOT).equals(name));
            if (found.isEmpty()) {
                throw new WrongUse(
                        "there is no contender '" + name + "': ringback, kamailio, jain");
            }
            chosen.addAll(found);
        }
        return chosen;
    }
}
