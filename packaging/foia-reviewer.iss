; Makes an installer for Windows from dist\foia-reviewer with Inno Setup 6:
;   iscc /DVersion=0.1.0 packaging\foia-reviewer.iss
; For one user by default, so that nobody needs an administrator; the folder is the same that self-test proved.

#ifndef Version
  #error Name the version: iscc /DVersion=0.1.0 packaging\foia-reviewer.iss
#endif

[Setup]
AppId={{6E0C3B9A-5B1D-4C0B-9C61-0F01A3A5D7E2}
AppName=FOIA Reviewer
AppVersion={#Version}
DefaultDirName={autopf}\FOIA Reviewer
DefaultGroupName=FOIA Reviewer
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
ChangesEnvironment=no
LicenseFile=..\LICENSE
OutputDir=..\dist
OutputBaseFilename=foia-reviewer-{#Version}-windows
SetupIconFile=..\build\icons\foia-reviewer.ico
UninstallDisplayIcon={app}\foia-reviewer-gui.exe
Compression=lzma2
SolidCompression=yes

[Files]
Source: "..\dist\foia-reviewer\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\FOIA Reviewer"; Filename: "{app}\foia-reviewer-gui.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.foia"; ValueType: string; ValueData: "FoiaReviewer.Project"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\FoiaReviewer.Project"; ValueType: string; ValueData: "FOIA Reviewer project"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\FoiaReviewer.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\foia-reviewer-gui.exe,0"
Root: HKA; Subkey: "Software\Classes\FoiaReviewer.Project\shell\open\command"; ValueType: string; ValueData: """{app}\foia-reviewer-gui.exe"" ""%1"""

[Run]
Filename: "{app}\foia-reviewer.exe"; Parameters: "self-test"; Description: "Test this installation"; Flags: postinstall skipifsilent unchecked
Filename: "{app}\foia-reviewer-gui.exe"; Description: "Start FOIA Reviewer"; Flags: postinstall nowait skipifsilent
