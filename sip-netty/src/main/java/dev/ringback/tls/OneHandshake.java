package dev.ringback.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import javax.net.ssl.SSLException;

/// Ends a TLS 1.2 connection whose peer wants to shake hands again (renegotiation, RFC 5246
/// §7.4.1). Nothing of ours needs it, and each one costs us as much as a new connection without
/// counting as one, RFC 7457 §2.12.
///
/// The JDK has a switch for the whole virtual machine only, and none for clients. But a record
/// tells in clear what it carries: after the handshake no record of a handshake is due. In TLS 1.3,
/// which has no renegotiation, all records after it look like data.
///
/// Stands before the handler that deciphers. On its channel's event loop.
final class OneHandshake extends ChannelInboundHandlerAdapter {
    private static final int HANDSHAKE = 22;
    private static final int HEADER = 5;
    private static final int OCTET = 8;
    private static final int OCTET_MASK = 0xFF;

    private boolean done;
    private boolean refused;

    /// Octets of the header of a record that were read, and its last two: its length.
    private int header;

    private int length;

    /// Octets of its body that are still to come.
    private int body;

    /// The one handshake has ended well.
    void done() {
        done = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (refused) {
            bytes.release();
        } else if (again(bytes)) {
            refused = true;
            bytes.release();
            context.fireExceptionCaught(new SSLException("renegotiation refused"));
        } else {
            context.fireChannelRead(bytes);
        }
    }

    /// Goes from record to record, and takes nothing out.
    private boolean again(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (body > 0) {
                int skipped = Math.min(body, end - at);
                body -= skipped;
                at += skipped;
            } else if (begins(bytes.getByte(at++))) {
                return true;
            }
        }
        return false;
    }

    private boolean begins(byte octet) {
        boolean handshake = header == 0 && octet == HANDSHAKE;
        length = ((length << OCTET) | (octet & OCTET_MASK)) & 0xFFFF;
        if (++header == HEADER) {
            header = 0;
            body = length;
        }
        return handshake && done;
    }
}
