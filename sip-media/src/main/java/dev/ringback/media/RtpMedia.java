package dev.ringback.media;

import dev.ringback.audio.AudioSource;
import dev.ringback.offer.AudioFormat;
import dev.ringback.offer.AudioSettings;
import dev.ringback.sip.CallMedia;
import dev.ringback.sip.CallSide;
import dev.ringback.sip.MediaFactory;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Audio over RTP for the calls of user agents: PCMU, PCMA and telephone events. Immutable, any
/// thread; all calls share one thread, which is there only while media flow.
///
/// ```java
/// UserAgent alice = client.userAgent("sip:alice@example.com")
///         .media(RtpMedia.create().playing(AudioClip.read(file)::once))
///         .build();
/// ```
public final class RtpMedia implements MediaFactory {
    private static final List<AudioFormat> ALL =
            List.of(AudioFormat.PCMU, AudioFormat.PCMA, AudioFormat.EVENTS);

    private final MediaLoop loop;
    private final Plan plan;

    private record Plan(
            Supplier<AudioSource> source,
            boolean echo,
            List<AudioFormat> formats,
            Strangers strangers,
            Consumer<AudioCall> opened) {}

    private RtpMedia(MediaLoop loop, Plan plan) {
        this.loop = loop;
        this.plan = plan;
    }

    /// Silence in both codecs, with digits.
    public static RtpMedia create() {
        Strangers rule = Strangers.FIRST_MAY_BE_THE_PEER;
        return new RtpMedia(
                new MediaLoop(), new Plan(AudioSource::silence, false, ALL, rule, _ -> {}));
    }

    /// A copy whose calls begin with playing what this makes.
    public RtpMedia playing(Supplier<AudioSource> source) {
        return with(new Plan(source, false, plan.formats, plan.strangers, plan.opened));
    }

    /// A copy whose peers hear themselves.
    public RtpMedia echoing() {
        return with(new Plan(plan.source, true, plan.formats, plan.strangers, plan.opened));
    }

    /// A copy with other formats than PCMU, PCMA and telephone events.
    ///
    /// @param formats the best first, events last
    public RtpMedia formats(List<AudioFormat> formats) {
        return with(
                new Plan(
                        plan.source, plan.echo, List.copyOf(formats), plan.strangers, plan.opened));
    }

    /// A copy with another rule for RTP from elsewhere.
    public RtpMedia strangers(Strangers rule) {
        return with(new Plan(plan.source, plan.echo, plan.formats, rule, plan.opened));
    }

    /// A copy that hands each call's audio to somebody before it flows: to record it, to play
    /// something else.
    public RtpMedia onOpen(Consumer<AudioCall> listener) {
        return with(new Plan(plan.source, plan.echo, plan.formats, plan.strangers, listener));
    }

    private RtpMedia with(Plan other) {
        return new RtpMedia(loop, other);
    }

    Strangers strangers() {
        return plan.strangers;
    }

    @Override
    public CallMedia open(CallSide side) throws IOException {
        PortPair ports = PortPair.open(side.localAddress());
        long session = new SecureRandom().nextLong(1L << 52);
        String address = side.localAddress().getHostAddress();
        AudioSettings settings =
                AudioSettings.of(session, address, ports.port()).withFormats(plan.formats);
        AudioCall call = new AudioCall(loop, ports, settings, this, side);
        call.begin(plan.source.get(), plan.echo);
        plan.opened.accept(call);
        return call;
    }
}
