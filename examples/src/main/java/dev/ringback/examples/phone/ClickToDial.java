package dev.ringback.examples.phone;

import dev.ringback.offer.Answered;
import dev.ringback.sdp.Connection;
import dev.ringback.sdp.Origin;
import dev.ringback.sdp.SessionDescription;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallMedia;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.CallSide;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Connects two telephones from a third place, as the button "call me" of a web page does: third
/// party call control, RFC 3725 flow IV (§4.4). The media go from one telephone to the other.
///
/// The first telephone rings, and is offered no media; then the second one rings, as long as it
/// likes, and makes an offer when it is answered; the first one gets this offer in a re-INVITE, and
/// its answer goes to the second one in the ACK.
///
/// `java …ClickToDial sip:alice@example.com sip:bob@example.com`
public final class ClickToDial {
    private final SipClient client;
    private final UserAgent agent;

    /// A button whose calls come from that agent.
    public ClickToDial(SipClient client, UserAgent agent) {
        this.client = client;
        this.agent = agent;
    }

    /// Connects the first two arguments, and waits until one of them hangs up.
    public static void main(String[] arguments) throws Exception {
        try (SipClient client = SipClient.create();
                UserAgent agent = client.userAgent("sip:button@example.com").build()) {
            ClickToDial button = new ClickToDial(client, agent);
            button.connect(arguments[0], arguments[1]).awaitEnd();
        }
    }

    /// Two who are connected. Who hangs up first ends the other call, too.
    ///
    /// @param first the call to the one who wanted it
    /// @param second the call to the other
    public record Connected(Call first, Call second) {
        /// Waits until both calls are over.
        public void awaitEnd() throws InterruptedException {
            first.awaitEnd();
            second.awaitEnd();
        }
    }

    /// Rings the first, then the second, and connects them.
    ///
    /// @throws SipException where one of them does not answer; the other is hung up
    public Connected connect(String first, String second)
            throws SipException, InterruptedException {
        Relay relay = new Relay();
        Call one = agent.call(first, CallOptions.defaults().media(relay::toFirst));
        try {
            one.awaitAnswer();
            relay.whenOffered(() -> client.start(() -> offerToFirst(one, relay)));
            CallOptions offerless = CallOptions.defaults().withoutOffer();
            Call two = agent.call(second, offerless.media(relay::toSecond));
            var _ = one.ended().thenRun(two::close);
            var _ = two.ended().thenRun(one::close);
            two.awaitAnswer();
            return new Connected(one, two);
        } catch (SipException | InterruptedException e) {
            one.close();
            throw e;
        }
    }

    private static void offerToFirst(Call one, Relay relay) {
        try {
            one.resume();
        } catch (SipException | InterruptedException e) {
            relay.answered(null);
        }
    }

    /// Carries the descriptions from one call to the other. Each side has its own `o=`.
    private static final class Relay {
        private Runnable offered = () -> {};
        private volatile @Nullable SessionDescription offer;
        private volatile @Nullable SessionDescription answer;
        private volatile Runnable goOn = () -> {};

        void whenOffered(Runnable then) {
            offered = then;
        }

        CallMedia toFirst(CallSide side) {
            return new Leg(side) {
                @Override
                SessionDescription description() {
                    SessionDescription known = offer;
                    return known == null ? SessionDescription.of(origin(), connection()) : known;
                }

                @Override
                public void agreed(Agreed agreed) {
                    if (!agreed.remote().media().isEmpty()) {
                        answered(agreed.remote());
                    }
                }
            };
        }

        CallMedia toSecond(CallSide side) {
            return new Leg(side) {
                @Override
                @Nullable SessionDescription description() {
                    return answer;
                }

                @Override
                public void consider(SessionDescription theirs, Runnable then) {
                    offer = theirs;
                    goOn = then;
                    offered.run();
                }

                @Override
                public void agreed(Agreed agreed) {}
            };
        }

        /// What the first said to the offer of the second; null where it did not want it.
        void answered(@Nullable SessionDescription description) {
            answer = description;
            goOn.run();
        }
    }

    /// The media of one call, which are the other's.
    private abstract static class Leg implements CallMedia {
        private static final Answered NOTHING =
                new Answered.Unacceptable(399, "nobody to connect with", List.of());

        private final String address;
        private long version;

        Leg(CallSide side) {
            this.address = side.localAddress().getHostAddress();
        }

        /// What the other side says; null where it says nothing.
        abstract @Nullable SessionDescription description();

        final Origin origin() {
            return Origin.of(1, version++, address);
        }

        final Connection connection() {
            return Connection.of(address);
        }

        @Override
        public SessionDescription offer(Wish wish) {
            return Objects.requireNonNull(description()).withOrigin(origin());
        }

        @Override
        public Answered answer(SessionDescription theirs) {
            SessionDescription other = description();
            return other == null ? NOTHING : new Answered.Accepted(other.withOrigin(origin()));
        }

        @Override
        public void closed() {}
    }
}
