package dev.ringback.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Where the media of a peer without ICE may come from.
class SymmetricPathTest {
    private static final InetAddress NAMED = InetAddress.ofLiteral("192.0.2.1");
    private static final InetSocketAddress PEER = new InetSocketAddress(NAMED, 4000);
    private static final InetSocketAddress OTHER_PORT = new InetSocketAddress(NAMED, 4002);
    private static final InetSocketAddress STRANGER =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.66"), 4000);

    private final SymmetricPath path = new SymmetricPath(Set.of(NAMED));

    @Test
    void nothingIsSentBeforeSomethingWasHeard() {
        assertThat(path.target(0)).isNull();
        assertThat(path.accepts(PEER, 0)).isTrue();
        path.heard(PEER, 0);
        assertThat(path.target(0)).isEqualTo(PEER);
    }

    @Test
    void strangersAreNotHeard() {
        assertThat(path.accepts(STRANGER, 0)).isFalse();
    }

    @Test
    void anotherPortIsHeardOnceTheFirstIsSilent() {
        path.heard(PEER, 0);
        long silence = SymmetricPath.SILENCE.toNanos();
        assertThat(path.accepts(OTHER_PORT, silence)).isFalse();
        assertThat(path.accepts(OTHER_PORT, silence + 1)).isTrue();
        assertThat(path.accepts(PEER, silence + 1)).isTrue();
    }

    @Test
    void aPeerThatMovesIsHeardElsewhereAtOnce() {
        path.heard(PEER, 0);
        path.move(Set.of(STRANGER.getAddress()));
        assertThat(path.accepts(PEER, 1)).isFalse();
        assertThat(path.accepts(STRANGER, 1)).isTrue();
        assertThat(path.target(1)).isNull();
    }
}
