package dev.ringback.offer;

import dev.ringback.sdp.Connection;
import dev.ringback.sdp.Direction;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.Origin;
import dev.ringback.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The session descriptions of a session with one audio stream: RFC 3264 §5 to §9, RFC 6337 §5,
/// RFC 4733 §2.5. Other streams of the peer are refused in their places. One thread.
///
/// Hold is a wish of the own side (RFC 6337 §5.3): it stays until [MediaControl.Wish#TALK],
/// whatever the peer wishes, and shows in each offer and answer.
public final class AudioNegotiation implements MediaControl {
    private static final int NONE = -1;

    private final AudioSettings settings;
    private final Consumer<@Nullable AudioStream> flows;
    private final Wishes wishes;
    private Wishes kept;
    private @Nullable SessionDescription sent;
    private @Nullable SessionDescription sentBefore;
    private boolean answering;
    private List<MediaDescription> lines = List.of();
    private int index = NONE;
    private @Nullable AudioStream stream;

    /// What the own side wants; it goes back where an offer is refused.
    private static final class Wishes {
        private List<AudioFormat> formats;
        private boolean hold;

        private Wishes(List<AudioFormat> formats, boolean hold) {
            this.formats = formats;
            this.hold = hold;
        }

        private Wishes copy() {
            return new Wishes(formats, hold);
        }
    }

    /// @param settings what the own side can do
    /// @param flows hears of each agreement: how audio flows from now on, or null where it does not
    public AudioNegotiation(AudioSettings settings, Consumer<@Nullable AudioStream> flows) {
        this.settings = settings;
        this.flows = flows;
        this.wishes = new Wishes(settings.formats(), false);
        this.kept = wishes.copy();
    }

    /// How audio flows now; null where it does not.
    public @Nullable AudioStream stream() {
        return stream;
    }

    /// Whether the own side holds the peer, or wants to.
    public boolean holding() {
        return wishes.hold;
    }

    /// What the next offer has: a change of codec.
    ///
    /// @param wanted the best first
    /// @throws IllegalArgumentException if none of them is sound
    public void formats(List<AudioFormat> wanted) {
        if (!AudioLine.sounds(wanted)) {
            throw new IllegalArgumentException("no sound in " + wanted);
        }
        wishes.formats = List.copyOf(wanted);
    }

    @Override
    public SessionDescription offer(Wish wish) {
        answering = false;
        switch (wish) {
            case TALK -> wishes.hold = false;
            case HOLD -> wishes.hold = true;
            case SAME -> {}
        }
        Direction direction = Direction.of(true, !wishes.hold);
        MediaDescription audio = AudioLine.write(settings, settings.port(), numbered(), direction);
        List<MediaDescription> media = new ArrayList<>();
        for (MediaDescription line : lines) {
            media.add(Answers.refused(line));
        }
        if (index == NONE) {
            media.add(audio);
        } else {
            media.set(index, audio);
        }
        return described(media);
    }

    /// The formats under the numbers that they had before: those never change their meaning (RFC
    /// 3264 §8.3.2).
    private List<AudioFormat> numbered() {
        if (index == NONE) {
            return wishes.formats;
        }
        List<AudioFormat> before = AudioLine.read(lines.get(index));
        List<AudioFormat> numbered = new ArrayList<>();
        for (AudioFormat format : wishes.formats) {
            int number = format.number();
            for (AudioFormat known : before) {
                number = known.same(format.map()) ? known.number() : number;
            }
            numbered.add(format.numbered(number));
        }
        return numbered;
    }

    @Override
    public Answered answer(SessionDescription offer) {
        List<MediaDescription> media = new ArrayList<>();
        AudioJudge reason = null;
        boolean taken = false;
        boolean alive = false;
        for (MediaDescription line : offer.media()) {
            alive |= line.port() != 0;
            AudioJudge judged =
                    taken || line.port() == 0
                            ? null
                            : AudioJudge.judge(wishes.formats, settings.address(), offer, line);
            boolean take = !taken && line.port() != 0 && judged == null;
            media.add(take ? answer(offer.direction(line), line) : Answers.refused(line));
            taken |= take;
            reason = AudioJudge.better(reason, judged);
        }
        if (alive && !taken && reason != null) {
            return new Answered.Unacceptable(reason.code(), reason.text(), List.of(capabilities()));
        }
        answering = true;
        sentBefore = sent;
        return new Answered.Accepted(described(media));
    }

    /// The formats stay in the order of the offer and under its numbers: RFC 3264 §6.1.
    private MediaDescription answer(Direction offered, MediaDescription line) {
        List<AudioFormat> common = AudioLine.common(wishes.formats, line);
        Direction direction = Direction.of(offered.receives(), offered.sends() && !wishes.hold);
        return AudioLine.write(settings, settings.port(), common, direction);
    }

    /// What we could take, RFC 3264 §9: each line has port 0.
    public SessionDescription capabilities() {
        Origin origin = sent == null ? origin() : sent.origin();
        return description(
                origin,
                List.of(AudioLine.write(settings, 0, settings.formats(), Direction.SENDRECV)));
    }

    @Override
    public @Nullable String fault(SessionDescription offer, SessionDescription answer) {
        for (int i = 0; i < offer.media().size(); i++) {
            MediaDescription mine = offer.media().get(i);
            MediaDescription theirs = answer.media().get(i);
            if (mine.port() == 0 && theirs.port() != 0) {
                return "an answer to a stream that was not offered";
            }
            AudioJudge judged =
                    theirs.port() == 0
                            ? null
                            : AudioJudge.judge(
                                    AudioLine.read(mine), settings.address(), answer, theirs);
            if (judged != null) {
                return judged.text();
            }
        }
        return null;
    }

    @Override
    public void agreed(Agreed agreed) {
        answering = false;
        kept = wishes.copy();
        lines = agreed.local().media();
        index = NONE;
        stream = null;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).port() != 0) {
                index = i;
                stream = new AudioFlow(settings, agreed, i).stream();
            }
        }
        flows.accept(stream);
    }

    /// An answer that was never sent counts for nothing; an offer that was refused was sent.
    @Override
    public void rejected() {
        wishes.formats = kept.formats;
        wishes.hold = kept.hold;
        if (answering) {
            answering = false;
            sent = sentBefore;
        }
    }

    @Override
    public @Nullable SessionDescription narrower(@Nullable SessionDescription capabilities) {
        if (capabilities == null) {
            return null;
        }
        for (MediaDescription line : capabilities.media()) {
            boolean audio =
                    line.media().equals(AudioLine.MEDIA)
                            && line.protocol().equals(AudioLine.PROTOCOL);
            List<AudioFormat> common = audio ? both(line) : List.of();
            if (AudioLine.sounds(common) && !common.equals(wishes.formats)) {
                wishes.formats = common;
                return offer(Wish.SAME);
            }
        }
        return null;
    }

    /// Ours, in our order and under our numbers, that a line has too.
    private List<AudioFormat> both(MediaDescription line) {
        List<AudioFormat> theirs = AudioLine.read(line);
        return wishes.formats.stream()
                .filter(own -> theirs.stream().anyMatch(one -> one.same(own.map())))
                .toList();
    }

    @Override
    public void closed() {
        stream = null;
        flows.accept(null);
    }

    /// The description of these streams, in the version that was sent last where nothing is
    /// different, else one version on: RFC 3264 §8.
    private SessionDescription described(List<MediaDescription> media) {
        SessionDescription last = sent;
        if (last == null) {
            sent = description(origin(), media);
            return sent;
        }
        SessionDescription same = description(last.origin(), media);
        if (!same.equals(last)) {
            sent = same.withOrigin(last.origin().next());
        }
        return sent == null ? same : sent;
    }

    private Origin origin() {
        return Origin.of(settings.sessionId(), 0, settings.address());
    }

    private SessionDescription description(Origin origin, List<MediaDescription> media) {
        return SessionDescription.of(origin, Connection.of(settings.address())).withMedia(media);
    }
}
