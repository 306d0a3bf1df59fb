package dev.ringback.callflow.capture;

import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Sink;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Summary;
import dev.ringback.callflow.intake.Tally;
import dev.ringback.callflow.network.PacketReader;
import dev.ringback.callflow.secrets.KeyLog;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads captures: pcap and pcapng, also compressed by gzip, and the log that SIPp writes with
/// `-trace_msg`. Which of them it is is told by the first octets. Connections do not go on from one
/// capture to the next; secrets and counts do.
///
/// One thread reads at a time; any thread may ask for the [#summary].
public final class Captures {
    private static final int BUFFER = 65_536;

    private final KeyLog keyLog;
    private final IntakeLimits limits;
    private final ZoneId zone;
    private final Tally tally = new Tally();
    private final Intake intake;

    /// With the usual limits and the time zone of this machine.
    ///
    /// @param keyLog the secrets of TLS connections; those that captures bring are added
    /// @param sink who gets what is found
    public Captures(KeyLog keyLog, Sink sink) {
        this(keyLog, IntakeLimits.defaults(), ZoneId.systemDefault(), sink);
    }

    /// With other limits.
    ///
    /// @param zone of the times in the logs of SIPp
    public Captures(KeyLog keyLog, IntakeLimits limits, ZoneId zone, Sink sink) {
        this.keyLog = keyLog;
        this.limits = limits;
        this.zone = zone;
        this.intake = new Intake(limits.message(), sink, tally);
    }

    /// Reads a file to its end. The secrets in a pcapng file are taken first, wherever they stand.
    ///
    /// @throws CaptureException if it is no capture, or damaged: what came before the damage was
    ///     delivered
    /// @throws IOException if it cannot be read
    public void read(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                secrets(in);
            }
        }
        try (InputStream in = Files.newInputStream(file)) {
            read(in);
        }
    }

    private void secrets(InputStream in) throws IOException {
        try {
            InputStream opened = opened(in);
            if (PcapngReader.begins(head(opened))) {
                new PcapngReader(new OctetInput(opened), null, keyLog).read();
            }
        } catch (EOFException | ZipException | CaptureException _) {
            // reading the packets tells
        }
    }

    /// Reads a stream to its end, which may be a pipe or a [GrowingFile]; what is found is
    /// delivered as soon as it is there. The stream is not closed.
    ///
    /// @throws CaptureException if it is no capture, or damaged: what came before the damage was
    /// delivered
    /// @throws IOException if it cannot be read
    public void read(InputStream in) throws IOException {
        InputStream opened = opened(in);
        OctetInput octets = new OctetInput(opened);
        PacketReader packets = new PacketReader(limits, intake, tally, keyLog);
        try {
            toEnd(head(opened), octets, packets);
        } catch (ZipException e) {
            throw (IOException) octets.wrong("" + e.getMessage()).initCause(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void toEnd(byte[] head, OctetInput octets, PacketReader packets) throws IOException {
        try {
            read(head, octets, packets);
        } catch (EOFException _) {
            tally.skip(Skip.CUT_SHORT);
        } finally {
            packets.end();
        }
    }

    private void read(byte[] head, OctetInput octets, PacketReader packets) throws IOException {
        if (head.length < 4) {
            throw octets.wrong("No capture: it is empty");
        }
        if (PcapngReader.begins(head)) {
            new PcapngReader(octets, packets, keyLog).read();
        } else if (PcapReader.begins(head)) {
            new PcapReader(octets, packets).read();
        } else if (SippLog.begins(head)) {
            new SippLog(octets, intake, tally, zone).read();
        } else {
            throw octets.wrong("No capture: neither pcap, pcapng nor a log of SIPp's messages");
        }
    }

    /// With a buffer, and without compression.
    private static InputStream opened(InputStream in) throws IOException {
        InputStream buffered = new BufferedInputStream(in, BUFFER);
        byte[] head = head(buffered);
        boolean gzip = head.length == 4 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
        if (!gzip) {
            return buffered;
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER);
        } catch (EOFException | ZipException e) {
            throw (IOException) new CaptureException(0, "No gzip: " + e.getMessage()).initCause(e);
        }
    }

    /// The first four octets, fewer where there are no more; they stay to be read.
    private static byte[] head(InputStream in) throws IOException {
        in.mark(4);
        byte[] head = in.readNBytes(4);
        in.reset();
        return head;
    }

    /// What was read so far.
    public Summary summary() {
        return tally.summary();
    }
}
