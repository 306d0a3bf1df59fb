package dev.ringback.offer;

import dev.ringback.sdp.Connection;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.Origin;
import dev.ringback.sdp.SessionDescription;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The session descriptions of a session with one audio stream: RFC 3264 §5 to §9, RFC 6337 §5,
/// RFC 4733 §2.5. Other streams of the peer are refused in their places. One thread.
///
/// Hold is a wish of the own side (RFC 6337 §5.3): it stays until [MediaControl.Wish#TALK],
/// whatever the peer wishes, and shows in each offer and answer.
public final class AudioNegotiation implements MediaControl {
    private final AudioSettings settings;
    private final Consumer<@Nullable AudioStream> flows;
    private List<AudioFormat> formats;
    private boolean holding;
    private boolean agreedHolding;
    private List<AudioFormat> agreedFormats;
    private Origin origin;
    private @Nullable SessionDescription sent;
    private @Nullable SessionDescription agreedLocal;
    private @Nullable AudioStream stream;

    /// @param settings what the own side can do
    /// @param flows hears of each agreement: how audio flows from now on, or null where it does not
    public AudioNegotiation(AudioSettings settings, Consumer<@Nullable AudioStream> flows) {
        this.settings = settings;
        this.flows = flows;
        this.formats = settings.formats();
        this.agreedFormats = formats;
        this.origin = Origin.of(settings.sessionId(), 0, settings.address());
    }

    /// How audio flows now; null where it does not.
    public @Nullable AudioStream stream() {
        return stream;
    }

    /// Whether the own side holds the peer, or wants to.
    public boolean holding() {
        return holding;
    }

    /// What the next offer has: a change of codec. Formats that the settings do not have cannot be
    /// asked for.
    ///
    /// @param wanted the best first
    /// @throws IllegalArgumentException if none of them is sound
    public void formats(List<AudioFormat> wanted) {
        if (wanted.stream().allMatch(AudioFormat::events)) {
            throw new IllegalArgumentException("no sound in " + wanted);
        }
        formats = List.copyOf(wanted);
    }

    @Override
    public SessionDescription offer(Wish wish) {
        return described(List.of());
    }

    @Override
    public Answered answer(SessionDescription offer) {
        return new Answered.Accepted(described(List.of()));
    }

    @Override
    public void agreed(Agreed agreed) {
        flows.accept(stream);
    }

    @Override
    public void closed() {
        stream = null;
        flows.accept(null);
    }

    private SessionDescription described(List<MediaDescription> media) {
        return SessionDescription.of(origin, Connection.of(settings.address())).withMedia(media);
    }
}
