; The installer for Windows, in Chinese and English: for the person at the computer, without an administrator. Installing over an older one
; updates it. Uninstalling leaves vaults, settings and keys.
;
; .ci/dist/installer calls makensis with VERSION, NUMBER (four numbers), ICON, SIDE (a picture), OUT, and LISTS, the folder of install.nsh and uninstall.nsh,
; which name the files.
Unicode true
Target amd64-unicode
ManifestDPIAware true
SetCompressor /SOLID lzma
SetCompressorDictSize 128 ; MB: more than the largest program, so that what all of them hold is stored once
RequestExecutionLevel user
!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kaohe"
!define CLASSES "Software\Classes"

Name "$(name)"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Kaohe"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "Kaohe ${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\kaohe.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString name ${LANG_SIMPCHINESE} "考核通"
LangString name ${LANG_ENGLISH} "Kaohe"
LangString vault ${LANG_SIMPCHINESE} "考核文件"
LangString vault ${LANG_ENGLISH} "Kaohe round"
LangString package ${LANG_SIMPCHINESE} "考核数据包"
LangString package ${LANG_ENGLISH} "Kaohe package"
LangString old ${LANG_SIMPCHINESE} "考核通需要 64 位的 Windows 10 或更新的系统。"
LangString old ${LANG_ENGLISH} "Kaohe needs a 64-bit Windows 10 or a later one."
LangString open ${LANG_SIMPCHINESE} "考核通正在运行。请先关闭它的窗口，再点“重试”。"
LangString open ${LANG_ENGLISH} "Kaohe is running. Close its window, then choose Retry."

VIProductVersion "${NUMBER}"
VIFileVersion "${NUMBER}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductName" "考核通"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileDescription" "考核通 安装程序"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "LegalCopyright" "Apache-2.0"

; A program that runs can't be replaced: Windows lets it be read, and refuses to open it for writing. A silent install ends with status 2.
!macro Replaceable FILE
	IfFileExists "$INSTDIR\${FILE}" 0 +4
	FileOpen $0 "$INSTDIR\${FILE}" a
	IfErrors running
	FileClose $0
!macroend
!macro Closed un
Function ${un}Closed
	retry:
	ClearErrors
	!insertmacro Replaceable kaohe.exe
	!insertmacro Replaceable kaohe-d3d.exe
	!insertmacro Replaceable kaohec.exe
	Goto closed
	running:
	MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(open)" /SD IDCANCEL IDRETRY retry
	SetErrorLevel 2
	Quit
	closed:
FunctionEnd
!macroend
!insertmacro Closed ""
!insertmacro Closed "un."

; Type says what a file of ours is called, what icon it has and that it opens in the window.
!macro Type EXT CLASS NAME
	WriteRegStr HKCU "${CLASSES}\${EXT}" "" "${CLASS}"
	WriteRegStr HKCU "${CLASSES}\${EXT}\OpenWithProgids" "${CLASS}" ""
	WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${NAME}"
	WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" '"$INSTDIR\kaohe.exe",-2'
	WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\kaohe.exe" "%1"'
!macroend

; NoType takes that away, but leaves what another program made of the ending.
!macro NoType EXT CLASS
	ReadRegStr $0 HKCU "${CLASSES}\${EXT}" ""
	StrCmp $0 "${CLASS}" 0 +2
	DeleteRegValue HKCU "${CLASSES}\${EXT}" ""
	DeleteRegValue HKCU "${CLASSES}\${EXT}\OpenWithProgids" "${CLASS}"
	DeleteRegKey /ifempty HKCU "${CLASSES}\${EXT}\OpenWithProgids"
	DeleteRegKey /ifempty HKCU "${CLASSES}\${EXT}"
	DeleteRegKey HKCU "${CLASSES}\${CLASS}"
!macroend

!define Changed "System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'"

Function .onInit
	SetShellVarContext current
	${IfNot} ${RunningX64}
	${OrIfNot} ${AtLeastWin10}
		MessageBox MB_OK|MB_ICONSTOP "$(old)" /SD IDOK
		SetErrorLevel 3
		Quit
	${EndIf}
FunctionEnd

Section
	Call Closed
	SetOutPath "$INSTDIR"
	!include "${LISTS}/install.nsh"
	WriteUninstaller "$INSTDIR\uninstall.exe"
	CreateShortcut "$SMPROGRAMS\$(name).lnk" "$INSTDIR\kaohe.exe"
	CreateShortcut "$DESKTOP\$(name).lnk" "$INSTDIR\kaohe.exe"
	!insertmacro Type ".kaohe" "Kaohe.Vault" "$(vault)"
	!insertmacro Type ".kpack" "Kaohe.Package" "$(package)"
	WriteRegStr HKCU "${KEY}" "DisplayName" "$(name)"
	WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\kaohe.exe"
	WriteRegStr HKCU "${KEY}" "Publisher" "$(name)"
	WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
	WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
	WriteRegDWORD HKCU "${KEY}" "NoModify" 1
	WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
	SectionGetSize 0 $0
	WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
	${Changed}
SectionEnd

Function un.onInit
	SetShellVarContext current
FunctionEnd

; What is deleted is what was installed, by name: somebody may keep vaults in this folder.
Section un.
	Call un.Closed
	!include "${LISTS}/uninstall.nsh"
	Delete "$INSTDIR\uninstall.exe"
	RMDir "$INSTDIR"
	; the shortcuts have the name of the language they were made in
	Delete "$SMPROGRAMS\考核通.lnk"
	Delete "$SMPROGRAMS\Kaohe.lnk"
	Delete "$DESKTOP\考核通.lnk"
	Delete "$DESKTOP\Kaohe.lnk"
	!insertmacro NoType ".kaohe" "Kaohe.Vault"
	!insertmacro NoType ".kpack" "Kaohe.Package"
	DeleteRegKey HKCU "${KEY}"
	${Changed}
SectionEnd
