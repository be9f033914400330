"""Writes a copy of patchbay.jar that says it is another version: newer.py OLD NEW VERSION"""
import sys
import zipfile

old, new, version = sys.argv[1:]
key = b"Implementation-Version: "
with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as target:
    for entry in source.infolist():
        content = source.read(entry)
        if entry.filename == "META-INF/MANIFEST.MF":
            lines = content.split(b"\r\n")
            content = b"\r\n".join(key + version.encode() if it.startswith(key) else it for it in lines)
        target.writestr(entry, content)
