package dev.ringback.cli.call;

import dev.ringback.cli.terminal.UsageException;
import dev.ringback.media.AudioCall;
import dev.ringback.sip.Call;
import dev.ringback.sip.SipException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What is done in a call that is up: keys are pressed, the peer is held for a while, and at last
/// somebody hangs up.
final class Conversation {
    private static final Duration KEY = Duration.ofMillis(160);

    private final Call call;
    private final SoundOptions sound;
    private @Nullable Duration held;

    Conversation(Call call, SoundOptions sound) {
        this.call = call;
        this.sound = sound;
    }

    /// The peer is put on hold for so long.
    Conversation hold(@Nullable Duration time) {
        held = time;
        return this;
    }

    /// Returns when the call is over.
    void run() throws SipException, UsageException, InterruptedException {
        long begin = System.nanoTime();
        String digits = sound.digits();
        if (!digits.isEmpty()) {
            call.sendDtmf(digits);
            if (call.awaitEnd(KEY.multipliedBy(digits.length())) != null) {
                return;
            }
        }
        Duration pause = held;
        if (pause != null) {
            call.hold();
            if (call.awaitEnd(pause) != null) {
                return;
            }
            call.resume();
        }
        Duration most = sound.duration();
        AudioCall audio = Station.sound(call);
        if (most != null) {
            Duration left = most.minusNanos(System.nanoTime() - begin);
            if (left.isPositive()) {
                call.awaitEnd(left);
            }
            call.hangUp();
        } else if (sound.endsWithItsSound() && audio != null) {
            awaitFirst(audio.played());
            call.hangUp();
        }
        call.awaitEnd();
    }

    /// Waits for the end of what is played, or of the call.
    private void awaitFirst(CompletableFuture<@Nullable Void> played) throws InterruptedException {
        while (!call.ended().isDone()) {
            try {
                played.get(200, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException _) {
                // It plays on: has the call ended meanwhile?
            } catch (ExecutionException _) {
                return;
            }
        }
    }
}
