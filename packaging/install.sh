#!/bin/sh
# Makes the folder that this file lies in known to the desktop of the one user who runs it: menu entry, file type, icons,
# and the two programs in ~/.local/bin. Copies nothing but small files; `install.sh --remove` takes all of it away again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin

(cd "$here/share" && find . -type f) | while IFS= read -r file; do
    if [ "${1:-}" = --remove ]; then
        rm -f "$share/$file"
    else
        mkdir -p "$share/$(dirname "$file")"
        cp "$here/share/$file" "$share/$file"
    fi
done
for program in foia-reviewer foia-reviewer-gui; do
    if [ "${1:-}" = --remove ]; then
        rm -f "$bin/$program"
    else
        mkdir -p "$bin"
        ln -sf "$here/$program" "$bin/$program"
    fi
done
if [ "${1:-}" != --remove ]; then
    # A desktop may start without ~/.local/bin on its PATH, so the entry names the program in full.
    sed -i "s|^Exec=foia-reviewer-gui|Exec=\"$here/foia-reviewer-gui\"|; s|^TryExec=.*|TryExec=$here/foia-reviewer-gui|" \
        "$share/applications/foia-reviewer.desktop"
fi
for refresh in "update-mime-database $share/mime" "update-desktop-database $share/applications"; do
    if command -v "${refresh%% *}" >/dev/null; then $refresh; fi
done
