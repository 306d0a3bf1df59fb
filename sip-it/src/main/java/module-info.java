/// Tests against real peers; nothing to export.
module dev.ringback.it {
    requires jdk.management;
}
