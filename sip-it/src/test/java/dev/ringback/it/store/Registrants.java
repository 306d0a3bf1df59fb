package dev.ringback.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.Received;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Users of `localhost` that register and unregister without end, many at once, each at most once
/// at a time, and know what their registrar must remember.
///
/// A user's registrations have the same contact and differ by their lifetime.
final class Registrants {
    private static final int NONE = 0;
    private static final int SHORTEST = 600;
    private static final int STEP = 100;
    private static final int STEPS = 28;

    private final List<User> users = new ArrayList<>();
    private final Random random;

    /// @param count how many
    /// @param seed decides who does what
    Registrants(int count, long seed) {
        random = new Random(seed);
        for (int i = 0; i < count; i++) {
            users.add(new User(i));
        }
    }

    /// What a user did.
    private static final class User {
        final int number;
        int cseq;

        /// The lifetimes in seconds of what was answered last and of what waits for an answer;
        /// [#NONE] for no registration, null for nothing that waits.
        int kept = NONE;

        @Nullable Integer asked;

        /// When the last registration was sent, in nanoseconds.
        long when;

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
            when = System.nanoTime();
            return request(from, "Contact: <sip:u@127.0.0.1:9>;expires=" + seconds, "");
        }

        /// Compares what the registrar remembers, and takes it for granted from now on.
        void compare(int remaining, String when) {
            Integer found = null;
            for (Integer each : asked == null ? List.of(kept) : List.of(kept, asked)) {
                found = remembers(each, remaining) ? each : found;
            }
            assertThat(found)
                    .as(
                            "%s: user %d has %d s left, was told %d and asked for %s",
                            when, number, remaining, kept, asked)
                    .isNotNull();
            kept = found == null ? NONE : found;
            asked = null;
        }

        /// Whether so many seconds are left of a registration.
        private boolean remembers(int seconds, int remaining) {
            long age = Duration.ofNanos(System.nanoTime() - when).toSeconds();
            boolean same = remaining <= seconds && remaining >= seconds - age - 2;
            return seconds == NONE ? remaining == NONE : same && remaining > NONE;
        }
    }

    /// Works until the time is over or the registrar is gone.
    ///
    /// @return how many requests were answered with 200
    int work(RawSip socket, Duration time, int atOnce) {
        Deque<User> idle = new ArrayDeque<>(users);
        int sent = 0;
        int answered = 0;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            while (sent - answered < atOnce && !idle.isEmpty()) {
                User user = idle.removeFirst();
                boolean gone = random.nextInt(4) == 0;
                int seconds = gone ? NONE : SHORTEST + STEP * random.nextInt(STEPS);
                socket.send(user.change(socket.port(), seconds));
                sent++;
            }
            Received answer = socket.receive(Duration.ofMillis(5));
            if (answer != null) {
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                idle.add(told(answer));
                answered++;
            }
        }
        return answered;
    }

    private User told(Received answer) {
        User user = users.get(Integer.parseInt(answer.header("Call-ID")));
        assertThat(answer.header("CSeq")).isEqualTo(user.cseq + " REGISTER");
        user.kept = user.asked == null ? user.kept : user.asked;
        user.asked = null;
        return user;
    }

    /// Asks the registrar about everybody, and compares.
    void compare(RawSip socket, String when) {
        for (User user : users) {
            Received answer = socket.call(user.request(socket.port(), ""));
            List<String> contacts = answer.headers("Contact");
            assertThat(contacts).as(answer.text()).hasSizeLessThan(2);
            String contact = contacts.isEmpty() ? ";expires=0" : contacts.getFirst();
            user.compare(Integer.parseInt(contact.replaceFirst(".*;expires=", "")), when);
        }
    }
}
