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
    full=$(printf '%s' "$here/foia-reviewer-gui" | sed 's/[&|\\]/\\&/g')
    entry=$share/applications/foia-reviewer.desktop
    sed "s|^Exec=foia-reviewer-gui|Exec=\"$full\"|; s|^TryExec=.*|TryExec=$full|" "$entry" >"$entry.new"
    mv "$entry.new" "$entry"
fi
# Both tools only refresh caches, and desktops without them read the files themselves.
if command -v update-mime-database >/dev/null && [ -d "$share/mime/packages" ]; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database >/dev/null && [ -d "$share/applications" ]; then update-desktop-database "$share/applications"; fi
