/// Tests against real peers; nothing to export.
module dev.ringback.it {
    requires java.net.http;
    requires jdk.management;
}
