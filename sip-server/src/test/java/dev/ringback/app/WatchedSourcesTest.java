package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringback.guard.GuardSettings;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SourceGate.Passage;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What the operator reads of sources that are banned.
class WatchedSourcesTest {
    private static final Flow PEER =
            new Flow(
                    Transport.TCP,
                    new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060),
                    new InetSocketAddress(InetAddress.ofLiteral("203.0.113.9"), 40_000),
                    1);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(RingbackServer.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void ignore() {
        logger.detachAppender(log);
    }

    @Test
    void eachBanIsToldWhateverItIsFor() {
        WatchedSources flooded = new WatchedSources(GuardSettings.defaults());
        Passage passage = Passage.FREE;
        while (passage != Passage.BANNED) {
            passage = flooded.arrived(PEER, true);
        }
        WatchedSources garbled = new WatchedSources(GuardSettings.defaults());
        while (!garbled.banned(PEER.remote().getAddress())) {
            garbled.malformed(PEER);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "203.0.113.9 is banned for 60 s: FLOOD",
                        "203.0.113.9 is banned for 60 s: MALFORMED");
        assertThat(flooded.bans()).hasSize(1);
    }
}
