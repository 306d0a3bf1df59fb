package dev.ringback.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// The header of the PROXY protocol, version 2, with which a connection to the web server begins:
/// who the browser is.
public final class ProxyHeader {
    /// The type of the field that has the word by which the web server knows us.
    public static final int WORD = 0xE0;

    /// The type of the field that has the one octet 1 where the browser uses TLS.
    public static final int SECURE = 0xE1;

    private static final byte[] SIGNATURE = {
        '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'
    };
    private static final int VERSION_2_PROXY = 0x21;
    private static final int TCP_4 = 0x11;
    private static final int TCP_6 = 0x21;
    private static final int PORTS = 4;
    private static final int FIELD = 3;

    private ProxyHeader() {}

    /// What it tells besides addresses.
    ///
    /// @param word by which the web server knows us
    /// @param secure whether the browser uses TLS
    record Told(String word, boolean secure) {}

    /// The header of a connection.
    ///
    /// @param from the browser
    /// @param to the address that it asked
    static ByteBuf of(InetSocketAddress from, InetSocketAddress to, Told told) {
        byte[] source = from.getAddress().getAddress();
        byte[] target = to.getAddress().getAddress();
        byte[] word = told.word().getBytes(StandardCharsets.US_ASCII);
        ByteBuf header = Unpooled.buffer();
        header.writeBytes(SIGNATURE).writeByte(VERSION_2_PROXY);
        header.writeByte(source.length == 4 ? TCP_4 : TCP_6);
        header.writeShort(2 * source.length + PORTS + FIELD + word.length + FIELD + 1);
        header.writeBytes(source).writeBytes(target);
        header.writeShort(from.getPort()).writeShort(to.getPort());
        header.writeByte(WORD).writeShort(word.length).writeBytes(word);
        header.writeByte(SECURE).writeShort(1).writeByte(told.secure() ? 1 : 0);
        return header;
    }
}
