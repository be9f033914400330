@echo off
rem Starts Patchbay with the first Java 25 or newer among PATCHBAY_JAVA, JAVA_HOME, the PATH and the usual folders.
setlocal EnableExtensions DisableDelayedExpansion
set "app=%~dp0.."
set "home="

if not exist "%app%\lib\patchbay.jar" (
  echo patchbay: "%app%\lib\patchbay.jar" is missing; make it with: mvn -q package 1>&2
  exit /b 1
)

if defined PATCHBAY_JAVA (
  call :try "%PATCHBAY_JAVA%"
  if not defined home for %%F in ("%PATCHBAY_JAVA%") do call :try "%%~dpF.."
  if not defined home (
    echo patchbay: PATCHBAY_JAVA is "%PATCHBAY_JAVA%", which is no Java 25 or newer; point it at a JDK 25. 1>&2
    exit /b 1
  )
  goto start
)

if defined JAVA_HOME call :try "%JAVA_HOME%"
for %%F in (java.exe) do if not "%%~$PATH:F"=="" for %%D in ("%%~dp$PATH:F..") do call :try "%%~fD"
for /d %%D in (
  "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*"
  "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*"
) do call :try "%%~fD"
if not defined home (
  echo patchbay: Patchbay needs Java 25 and found none; install a JDK 25, for example Temurin 25, or set JAVA_HOME to one. 1>&2
  exit /b 1
)

:start
"%home%\bin\java.exe" "@%app%\jvm.options" "-Dpatchbay.launcher=%~f0" -jar "%app%\lib\patchbay.jar" %*
exit /b %ERRORLEVEL%

rem Keeps the first folder given to it that holds a Java 25 or newer; its release file says JAVA_VERSION="25.0.1".
:try
if defined home exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "major=0"
for /f "tokens=2 delims==.-" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "major=%%~V"
set "major=%major:"=%"
if %major% GEQ 25 set "home=%~1"
exit /b 0
