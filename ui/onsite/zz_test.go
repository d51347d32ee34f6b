package onsite
import ("testing";"time";"fyne.io/fyne/v2";"kaohe/app/assess";"kaohe/ui/look";"image/png";"os")
func TestZZ(t *testing.T){
 d:=sampleDesk(t).show("nanshan",1080,640)
 d.screen.Reveal(assess.Place{District:"nanshan",Tab:assess.TabScore,Item:"a1"})
 d.press(fyne.KeyEscape)
 s:=time.Now(); for range 20 { d.press(fyne.KeyDown);d.press(fyne.KeyUp) ;d.press(fyne.KeyDown)}; t.Log("arrow",time.Since(s)/60)
 s=time.Now(); for range 20 { d.screen.Render() }; t.Log("render",time.Since(s)/20)
 return
 d.screen.Reveal(assess.Place{District:"nanshan",Tab:assess.TabScore,Item:"a7"})
 s=time.Now(); d.press("1",fyne.KeyReturn); t.Log("mark",time.Since(s))
 d.screen.Reveal(assess.Place{District:"nanshan",Tab:assess.TabRecord,Entity:"d/nanshan/rec/r02"})
 s=time.Now(); for range 20 { d.screen.Render() }; t.Log("render rec",time.Since(s)/20)
 d.screen.Reveal(assess.Place{District:"nanshan",Tab:assess.TabDocument})
 s=time.Now(); for range 20 { d.screen.Render() }; t.Log("render doc",time.Since(s)/20)
 fyne.CurrentApp().Settings().SetTheme(look.Forced(look.Dark))
 return
 d.screen.Reveal(assess.Place{District:"nanshan",Tab:assess.TabScore,Item:"a7"})
 f,_:=os.Create("/tmp/os/dark.png"); png.Encode(f,d.win.Canvas().Capture()); f.Close()
}
