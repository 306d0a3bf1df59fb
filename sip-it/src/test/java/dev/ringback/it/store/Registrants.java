package dev.ringback.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.Received;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Users of `localhost` that register and unregister without end, many at once, each at most once
/// at a time, and know what their registrar must remember.
///
/// A user's registrations have the same contact and differ by their lifetime.
public final class Registrants {
    private static final int NONE = 0;
    private static final int SHORTEST = 600;
    private static final int STEP = 100;
    private static final int STEPS = 28;

    private final List<User> users = new ArrayList<>();
    private final Random random;

    /// @param count how many
    /// @param seed decides who does what
    public Registrants(int count, long seed) {
        random = new Random(seed);
        for (int i = 0; i < count; i++) {
            users.add(new User(i));
        }
    }

    /// What a user did.
    private static final class User {
        final int number;
        int cseq;
        int asked;
        long askedAt;

        /// What may be remembered, by its lifetime in seconds, with the first time at which it was
        /// asked for: what was answered last with 200, and what was asked for since. [#NONE] is no
        /// registration.
        final Map<Integer, Long> possible = new HashMap<>(Map.of(NONE, 0L));

        User(int number) {
            this.number = number;
        }

        String request(int from, String... lines) {
            cseq++;
            return String.join(
                    "\r\n",
                    "REGISTER sip:localhost SIP/2.0",
                    "Via: SIP/2.0/UDP 127.0.0.1:" + from + ";branch=z9hG4bK" + number + "-" + cseq,
                    "Max-Forwards: 70",
                    "From: <sip:u" + number + "@localhost>;tag=1",
                    "To: <sip:u" + number + "@localhost>",
                    "Call-ID: " + number,
                    "CSeq: " + cseq + " REGISTER",
                    String.join("\r\n", lines) + "Content-Length: 0",
                    "",
                    "");
        }

        String change(int from, int seconds) {
            asked = seconds;
            askedAt = System.nanoTime();
            possible.merge(seconds, askedAt, Math::min);
            return request(from, "Contact: <sip:u@127.0.0.1:9>;expires=" + seconds, "");
        }

        /// The last request was answered with 200.
        void kept() {
            possible.clear();
            possible.put(asked, askedAt);
        }

        /// Compares what the registrar remembers, and takes it for granted from now on.
        void compare(int remaining, String when) {
            List<Integer> found =
                    possible.keySet().stream().filter(each -> remembers(each, remaining)).toList();
            assertThat(found)
                    .as(
                            "%s: user %d has %d s left, possible is %s",
                            when, number, remaining, possible.keySet())
                    .isNotEmpty();
            possible.keySet().retainAll(found);
        }

        /// Whether so many seconds are left of a registration.
        private boolean remembers(int seconds, int remaining) {
            long since = System.nanoTime() - possible.getOrDefault(seconds, 0L);
            long age = Duration.ofNanos(since).toSeconds();
            boolean same = remaining <= seconds && remaining >= seconds - age - 2;
            return seconds == NONE ? remaining == NONE : same && remaining > NONE;
        }
    }

    /// Works until the time is over or the registrar is gone. All is answered with 200.
    ///
    /// @return how many requests were answered
    int work(RawSip socket, Duration time, int atOnce) {
        return work(List.of(socket), time, atOnce, Set.of(200));
    }

    /// Works until the time is over, with each of several registrars by turns.
    ///
    /// @param statuses those with which a request may be answered
    /// @return how many requests were answered with 200
    public int work(List<RawSip> sockets, Duration time, int atOnce, Set<Integer> statuses) {
        Deque<User> idle = new ArrayDeque<>(users);
        int sent = 0;
        int answered = 0;
        int kept = 0;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            while (sent - answered < atOnce && !idle.isEmpty()) {
                RawSip socket = sockets.get(random.nextInt(sockets.size()));
                boolean gone = random.nextInt(4) == 0;
                int seconds = gone ? NONE : SHORTEST + STEP * random.nextInt(STEPS);
                socket.send(idle.removeFirst().change(socket.port(), seconds));
                sent++;
            }
            for (RawSip socket : sockets) {
                Received answer = socket.receive(Duration.ofMillis(2));
                if (answer != null) {
                    assertThat(answer.status()).as(answer.text()).isIn(statuses);
                    idle.add(told(answer));
                    kept += answer.status() == 200 ? 1 : 0;
                    answered++;
                }
            }
        }
        return kept;
    }

    private User told(Received answer) {
        User user = users.get(Integer.parseInt(answer.header("Call-ID")));
        assertThat(answer.header("CSeq")).isEqualTo(user.cseq + " REGISTER");
        if (answer.status() == 200) {
            user.kept();
        }
        return user;
    }

    /// Asks the registrar about everybody, and compares.
    public void compare(RawSip socket, String when) {
        for (User user : users) {
            Received answer = socket.call(user.request(socket.port(), ""));
            List<String> contacts = answer.headers("Contact");
            assertThat(contacts).as(answer.text()).hasSizeLessThan(2);
            String contact = contacts.isEmpty() ? ";expires=0" : contacts.getFirst();
            user.compare(Integer.parseInt(contact.replaceFirst(".*;expires=", "")), when);
        }
    }
}
