package dev.ringback.sip.engine;

import dev.ringback.offer.Answered;
import dev.ringback.offer.MediaControl;
import dev.ringback.sdp.Direction;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.SessionDescription;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.CallMedia;
import dev.ringback.sip.ground.Ground;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Stands between a session and the media of its call, which are opened when they are needed, and
/// hears what is agreed.
final class Door implements MediaControl {
    private final Ground ground;
    private final Consumer<CallEvent> events;
    private volatile @Nullable CallMedia media;
    private volatile boolean closed;
    private boolean held;

    Door(Ground ground, Consumer<CallEvent> events) {
        this.ground = ground;
        this.events = events;
    }

    @Nullable CallMedia media() {
        return media;
    }

    /// Lets the media in. They are closed at once where the call is over.
    void open(CallMedia opened) {
        media = opened;
        if (closed) {
            opened.closed();
        }
    }

    private CallMedia inside() {
        return Objects.requireNonNull(media, "media are not open");
    }

    @Override
    public SessionDescription offer(Wish wish) {
        return inside().offer(wish);
    }

    @Override
    public Answered answer(SessionDescription offer) {
        return inside().answer(offer);
    }

    @Override
    public @Nullable String fault(SessionDescription offer, SessionDescription answer) {
        return inside().fault(offer, answer);
    }

    /// The media may go on from any thread.
    @Override
    public void consider(SessionDescription offer, Runnable then) {
        inside().consider(offer, () -> ground.runSoon(then));
    }

    @Override
    public void agreed(Agreed agreed) {
        inside().agreed(agreed);
        events.accept(new CallEvent.MediaAgreed(agreed));
        boolean now = holds(agreed.remote());
        if (now != held) {
            held = now;
            events.accept(now ? new CallEvent.Held() : new CallEvent.Resumed());
        }
    }

    /// Whether the peer does not want to hear us: RFC 3264 §8.4. A stream that is refused says
    /// nothing about it.
    private static boolean holds(SessionDescription remote) {
        boolean any = false;
        for (MediaDescription media : remote.media()) {
            if (media.port() != 0) {
                any = true;
                Direction direction = remote.direction(media);
                if (direction.receives()) {
                    return false;
                }
            }
        }
        return any;
    }

    @Override
    public void rejected() {
        inside().rejected();
    }

    @Override
    public @Nullable SessionDescription narrower(@Nullable SessionDescription capabilities) {
        return inside().narrower(capabilities);
    }

    @Override
    public void closed() {
        closed = true;
        CallMedia opened = media;
        if (opened != null) {
            opened.closed();
        }
    }
}
