# From uv's pylock.toml to pylock.learner.toml: wheels by their names, without the place they came from, and only
# those for the systems and Pythons that a kit can be for.
/^    \{ url.*(musllinux|ppc64le|s390x|i686|win32|win_arm64|armv7l|riscv64|loongarch64)/d
/^    \{ url.*(-pypy|-pp3|graalpy|-cp3(8|9|10)-cp|-cp3[0-9]+t-|-cp3[0-9]+-cp3[0-9]+t|-cp315|_ios|iphone|android)/d
/^    \{ url.*(pyodide|emscripten|wasm)/d
s#url = "[^"]*/([^"/]+)"#path = "wheels/\1"#
s#upload-time = [^,]+, ##
