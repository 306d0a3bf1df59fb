package dev.ringback.testkit;

import dev.ringback.stack.Answer;
import dev.ringback.stack.Question;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// The name server of a simulated network. Names that it does not know fail as `NXDOMAIN`.
public final class SimResolver {
    private final Simulation simulation;
    private final SimRandom random;
    private final Map<String, Answer> answers = new HashMap<>();
    private Duration minDelay = Duration.ofMillis(1);
    private Duration maxDelay = Duration.ofMillis(30);

    SimResolver(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random().stream("resolver");
    }

    /// Gives a name its addresses, in this order.
    ///
    /// @param host the name, in any case
    /// @param addresses IP literals
    public void add(String host, String... addresses) {
        List<InetAddress> list = List.of(addresses).stream().map(InetAddress::ofLiteral).toList();
        answers.put(key(host), new Answer.Addresses(list));
    }

    /// Makes a name fail from now on.
    public void fail(String host, String reason) {
        answers.put(key(host), new Answer.Failed(reason));
    }

    /// How long answers take. A name server that is down is one whose answers take very long.
    public void delay(Duration min, Duration max) {
        minDelay = min;
        maxDelay = max;
    }

    void ask(Question question, Consumer<Answer> then) {
        Answer answer =
                switch (question) {
                    case Question.Addresses(String host) ->
                            answers.getOrDefault(key(host), new Answer.Failed("NXDOMAIN"));
                };
        Duration delay = random.duration(minDelay, maxDelay);
        simulation.after(delay, "", () -> then.accept(answer));
    }

    private static String key(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
