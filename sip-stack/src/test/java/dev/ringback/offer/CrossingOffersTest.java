package dev.ringback.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two machines that offer whenever they may, whose messages cross as chance has it: RFC 6337 §4.
/// When all has arrived both have agreed on the same.
class CrossingOffersTest {
    private static final int STEPS = 400;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    /// A message, or a failure response to one.
    private record Message(Carrier carrier, @Nullable SdpResult body, boolean failure) {}

    /// Media whose descriptions are all different.
    private static final class CountingMedia implements MediaControl {
        private final long first;
        private long count;
        private final List<Agreed> agreements = new ArrayList<>();

        CountingMedia(long first) {
            this.first = first;
        }

        private SessionDescription next() {
            return ScriptedMedia.description(first + ++count, "audio");
        }

        @Override
        public SessionDescription offer(Wish wish) {
            return next();
        }

        @Override
        public Answered answer(SessionDescription offer) {
            return new Answered.Accepted(next());
        }

        @Override
        public void agreed(Agreed agreed) {
            agreements.add(agreed);
        }

        @Override
        public void closed() {}
    }

    private static final class End {
        private final CountingMedia media;
        private final OfferAnswer machine;
        private final Deque<Message> inbox = new ArrayDeque<>();
        private final SplittableRandom random;
        private boolean invited;
        private boolean rang;
        private boolean updating;
        private @Nullable End peer;

        End(long first, SplittableRandom random) {
            this.media = new CountingMedia(first);
            this.machine = new OfferAnswer(media);
            this.random = random;
        }

        private void send(Carrier carrier, @Nullable Wish wish) {
            SessionDescription body = machine.send(carrier, wish);
            SdpResult read = body == null ? null : ScriptedMedia.read(body);
            Objects.requireNonNull(peer).inbox.add(new Message(carrier, read, false));
        }

        private void refuse(Carrier carrier) {
            Objects.requireNonNull(peer).inbox.add(new Message(carrier, null, true));
        }

        void begin() {
            boolean invite = random.nextBoolean();
            if (invite && machine.mayOffer(Carrier.INVITE) && !invited) {
                send(Carrier.INVITE, random.nextInt(4) == 0 ? null : Wish.TALK);
            } else if (!invite && machine.mayOffer(Carrier.UPDATE) && !updating) {
                updating = true;
                send(Carrier.UPDATE, Wish.HOLD);
            }
        }

        /// The peer's INVITE waits for us.
        void proceed() {
            if (!invited || !machine.maySucceed()) {
                return;
            }
            boolean open = machine.phase() == OfferAnswer.Phase.STABLE;
            switch (random.nextInt(3)) {
                case 0 -> ring();
                case 1 -> accept();
                default -> {
                    if (!rang && !open) {
                        invited = false;
                        machine.failed(Carrier.INVITE);
                        refuse(Carrier.INVITE);
                    }
                }
            }
        }

        private void ring() {
            if (!rang) {
                rang = true;
                send(Carrier.RELIABLE_PROVISIONAL, Wish.TALK);
            }
        }

        void accept() {
            invited = false;
            send(Carrier.SUCCESS, null);
        }

        void receive() {
            Message message = inbox.poll();
            if (message == null) {
                return;
            }
            Carrier carrier = message.carrier();
            if (message.failure()) {
                updating = updating && carrier != Carrier.UPDATE;
                machine.failed(carrier);
                return;
            }
            Received received = machine.received(carrier, message.body());
            assertThat(received).isNotInstanceOf(Received.Broken.class);
            if (received instanceof Received.Refused) {
                refuse(carrier);
                return;
            }
            switch (carrier) {
                case INVITE -> {
                    invited = true;
                    rang = false;
                }
                case RELIABLE_PROVISIONAL -> {
                    boolean offers = machine.mayOffer(Carrier.PRACK) && random.nextBoolean();
                    send(Carrier.PRACK, offers ? Wish.HOLD : null);
                }
                case SUCCESS -> send(Carrier.ACK, null);
                case PRACK -> send(Carrier.PRACK_SUCCESS, null);
                case UPDATE -> send(Carrier.UPDATE_SUCCESS, null);
                case UPDATE_SUCCESS -> updating = false;
                case PROVISIONAL, ACK, PRACK_SUCCESS -> {}
            }
        }

        boolean idle() {
            return inbox.isEmpty() && !invited;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothHaveAgreedOnTheSameWhenAllHasArrived(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        End one = new End(1_000, random);
        End two = new End(2_000, random);
        one.peer = two;
        two.peer = one;
        for (int i = 0; i < STEPS; i++) {
            End acting = random.nextBoolean() ? one : two;
            switch (random.nextInt(4)) {
                case 0 -> acting.begin();
                case 1 -> acting.proceed();
                default -> acting.receive();
            }
        }
        for (int i = 0; i < STEPS && !(one.idle() && two.idle()); i++) {
            one.receive();
            two.receive();
            finish(one);
            finish(two);
        }
        assertThat(one.machine.phase()).as("seed %s", seed).isEqualTo(OfferAnswer.Phase.STABLE);
        assertThat(two.machine.phase()).as("seed %s", seed).isEqualTo(OfferAnswer.Phase.STABLE);
        assertThat(one.machine.mayOffer(Carrier.INVITE)).as("seed %s", seed).isTrue();
        assertThat(two.machine.mayOffer(Carrier.INVITE)).as("seed %s", seed).isTrue();
        var here = Objects.requireNonNull(one.machine.agreed());
        var there = Objects.requireNonNull(two.machine.agreed());
        assertThat(here.local()).as("seed %s", seed).isEqualTo(there.remote());
        assertThat(here.remote()).as("seed %s", seed).isEqualTo(there.local());
        assertThat(here.offered()).as("seed %s", seed).isNotEqualTo(there.offered());
        assertThat(one.media.agreements).as("seed %s", seed).isNotEmpty();
    }

    private static void finish(End end) {
        if (end.invited && end.machine.maySucceed()) {
            end.accept();
        }
    }
}
